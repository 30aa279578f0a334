/* SPDX-License-Identifier: MIT */
/* Accesses that modelled calls make for the program: a memcpy reads and writes like a loop would. */
#ifndef RACELAB_ACCESS_H
#define RACELAB_ACCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Before an access to what is not the thread's own stack: is that memory the program's, does it live?
 * If not, that is a finding, and the execution's end.
 */
void access_check(uintptr_t address, size_t bytes, bool writes, uintptr_t pc);

void access_plain(uintptr_t address, uint32_t size, bool writes, uintptr_t pc);

/* Reads the one range and writes the other, as one event. */
void access_copy(uintptr_t to, uintptr_t from, size_t bytes, uintptr_t pc);

#endif
