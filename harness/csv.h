/* SPDX-License-Identifier: MIT */
/*
 * Comma-separated values as RFC 4180 has them, safe to be opened in a spreadsheet.
 *
 * Threads: any.
 */
#ifndef RACELAB_CSV_H
#define RACELAB_CSV_H

#include "text.h"

/*
 * One field, with a comma before it unless it begins the line; words NULL: an empty one.  Words
 * that a spreadsheet would take for a formula get an apostrophe in front, which it shows as text.
 */
void csv_field(struct text *text, const char *words);

/* A number is never a formula: -1 stays -1. */
void csv_number(struct text *text, double number);

void csv_end_line(struct text *text);

#endif
