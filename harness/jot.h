/* SPDX-License-Identifier: MIT */
/*
 * JSON values, with jansson, that are always made: only want of memory could be in the way, and
 * then the process dies.
 *
 * Threads: any; a value belongs to one at a time.
 */
#ifndef RACELAB_JOT_H
#define RACELAB_JOT_H

#include <jansson.h>

#include "text.h"

json_t *jot_object(void);
json_t *jot_array(void);

/* A string; what is not UTF-8 in it becomes '?', as a message may quote bytes of the program. */
json_t *jot_text(const char *text);
json_t *jot_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Takes the text. */
json_t *jot_taken(struct text *text);

/* 3 rather than 3.0, where it is whole. */
json_t *jot_number(double number);

/* Both take the value. */
void jot_put(json_t *object, const char *name, json_t *value);
void jot_append(json_t *array, json_t *value);

/* Writes it with a newline at its end, indented or in one line, and releases it. */
void jot_write(struct text *text, json_t *root);
void jot_write_line(struct text *text, json_t *root);

/* The text with '?' for each byte that is not part of UTF-8; owned by the caller. */
char *jot_clean(const char *text);

#endif
