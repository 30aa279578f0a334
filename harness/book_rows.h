/* SPDX-License-Identifier: MIT */
/*
 * What a person asks a grade book: submissions, each with the last word on it.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_BOOK_ROWS_H
#define RACELAB_BOOK_ROWS_H

#include "book.h"

struct book_row {
	const char *student, *lab, *path, *source, *first_seen, *last_seen;
	const char
		*fault; /* why it could not be graded the last time; NULL: nothing of that kind */
	const char *verdict; /* NULL: it is not graded, and what follows is nothing either */
	double points, maximum, seconds;
	const char *classes, *headline, *confinement, *review, *lab_hash, *harness, *graded;
	const char *report; /* NULL where it was not asked for */
};

enum book_which {
	BOOK_LATEST,  /* of each student for each lab the last that was handed in */
	BOOK_BEST,    /* ... or the one with most points; of equals the first */
	BOOK_ALL,     /* all, by lab, student and turn */
	BOOK_RESULTS, /* ... and of each all results that it ever had */
};

struct book_question {
	enum book_which which;
	const char *student, *lab; /* NULL: any */
	bool reports;
};

/* Sorted by lab, then student.  The strings are valid during the call only. */
bool book_rows(struct book *book, const struct book_question *question,
	       void (*each)(void *context, const struct book_row *row), void *context,
	       char **error);

/* A copy that lasts, and its end.  Strings of a copy are owned by it. */
struct book_row book_row_copy(const struct book_row *row);
void book_row_release(struct book_row *row);

#endif
