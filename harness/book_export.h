/* SPDX-License-Identifier: MIT */
/*
 * Rows of a grade book for other programs.
 *
 * CSV is RFC 4180's: CRLF, quotes where needed and doubled inside.  A field that a spreadsheet
 * would take for a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe
 * in front: students choose their file names.  JSON has each row's whole report in it.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_BOOK_EXPORT_H
#define RACELAB_BOOK_EXPORT_H

#include "book_rows.h"
#include "text.h"

struct format;

/* The line with the names of the columns. */
void book_export_csv_head(struct text *text);
void book_export_csv_row(struct text *text, const struct book_row *row);

/*
 * The rows, asked for with their reports, in a format of format.h's.  What is not graded is told as
 * an error, with the reason.  False: the format does not hold so many; *error (owned by the caller).
 */
bool book_export_as(const struct format *format, const struct book_row *rows, size_t count,
		    struct text *text, char **error);

/* The whole document of these rows, owned by the caller. */
char *book_export_json(const struct book_row *rows, size_t count);

#endif
