/* SPDX-License-Identifier: MIT */
/*
 * A grade book brought up to date: what was graded by a lab or a harness that has changed since is
 * graded again, from the bytes that the book has kept.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_BOOK_REGRADE_H
#define RACELAB_BOOK_REGRADE_H

#include "book.h"
#include "options.h"

/*
 * lab (full name) NULL: all.  Prints what changes from how many points to how many.  False: *error,
 * or some could not be graded, which has been said (*error NULL).
 */
bool book_regrade(struct book *book, const struct options *options, const char *lab, char **error);

#endif
