/* SPDX-License-Identifier: MIT */
/*
 * Strings that are put together: one that is printed into memory, and one that grows.
 *
 * Threads: any; a struct text belongs to one at a time.
 */
#ifndef RACELAB_TEXT_H
#define RACELAB_TEXT_H

#include <stdarg.h>
#include <stddef.h>

/* As sprintf, into memory that the caller owns.  Never NULL: without memory it dies. */
char *format_string(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *format_string_v(const char *format, va_list args);

/*
 * A copy of the string that lives until the process ends, the same for equal strings: for words of
 * which there are few, however often they are read.  NULL for NULL.  For the main thread.
 */
const char *text_keep(const char *string);

/* Zeroed is empty. */
struct text {
	char *bytes; /* ended by NUL; NULL while empty */
	size_t length;
	size_t room;
};

void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_add(struct text *text, const char *bytes, size_t length);

/* The string, now the caller's; the text is empty again.  Never NULL. */
char *text_take(struct text *text);

void text_release(struct text *text);

#endif
