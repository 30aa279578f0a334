/* SPDX-License-Identifier: MIT */
/* What printf and its kin read of the program's memory. */
#ifndef RACELAB_CALLS_FORMAT_H
#define RACELAB_CALLS_FORMAT_H

#include <stdarg.h>
#include <stdint.h>

/*
 * The strings that the format asks for are read, in their order.  Not with a precision ("%.8s"):
 * such a string need not end.  The list is not used up.
 */
void format_reads(const char *format, va_list args, uintptr_t pc);

#endif
