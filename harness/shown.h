/* SPDX-License-Identifier: MIT */
/*
 * Names that others chose, as they may be shown: on a terminal, in a table, in a grade book.
 *
 * Threads: any.
 */
#ifndef RACELAB_SHOWN_H
#define RACELAB_SHOWN_H

/*
 * The name with everything that is no visible character written out: a newline as \n, an escape as
 * \x1b, bytes that are no UTF-8 and characters that hide or turn others (zero width, right to left)
 * as \xNN each, a backslash twice.  So it is one line of UTF-8, and two names never become one.
 * Owned by the caller.
 */
char *shown_name(const char *name);

#endif
