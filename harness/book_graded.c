/* SPDX-License-Identifier: MIT */
/* Rows of a grade book as graded submissions, and so in all formats. */
#include <stdlib.h>

#include "book_export.h"
#include "die.h"
#include "format.h"
#include "labs.h"

static void replace(char **old, const char *new)
{
	free(*old);
	*old = format_string("%s", new);
}

/* No grade, and why: in the fault's words, or in these. */
static void refuse(const struct book_row *row, const char *words, struct graded *graded)
{
	const struct lab *lab = NULL;
	char *why = NULL;

	if (!labs_describe(row->lab, &lab, &why))
		lab = NULL;
	free(why);
	graded_refuse(graded, GRADED_ERROR, row->lab, lab, row->path, words);
}

static void read_report(const struct book_row *row, struct graded *graded)
{
	char *error, *words;

	if (row->report == NULL) {
		refuse(row, row->fault != NULL ? row->fault : "it has not been graded yet", graded);
		return;
	}
	if (graded_read(row->report, graded, &error))
		return;
	words = format_string("its report in the grade book cannot be read: %s; `racelab book "
			      "regrade` makes a new one",
			      error);
	refuse(row, words, graded);
	free(words);
	free(error);
}

/* A report is of the text alone; who handed it in, and under which name, is the book's to know. */
static void make(const struct book_row *row, struct graded *graded)
{
	read_report(row, graded);
	replace(&graded->student, row->student);
	replace(&graded->source, row->path);
	if (row->review != NULL && row->review[0] != '\0')
		replace(&graded->review, row->review);
	if (row->confinement != NULL)
		replace(&graded->confinement, row->confinement);
}

bool book_export_as(const struct format *format, const struct book_row *rows, size_t count,
		    struct text *text, char **error)
{
	struct graded *list = calloc(count + 1, sizeof *list);
	bool written;

	if (list == NULL)
		die("out of memory");
	for (size_t i = 0; i < count; i++)
		make(&rows[i], &list[i]);
	written = format_write(format, list, count, text, error);
	for (size_t i = 0; i < count; i++)
		graded_release(&list[i]);
	free(list);
	return written;
}
