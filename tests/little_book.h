/* SPDX-License-Identifier: MIT */
/*
 * For tests of the grade book: one in the test's folder (little_class.h), and a submission of
 * Ann's.
 *
 * Threads: the test's own.
 */
#ifndef RACELAB_TESTS_LITTLE_BOOK_H
#define RACELAB_TESTS_LITTLE_BOOK_H

#include "../harness/book.h"

/* What Ann handed in, for that lab. */
extern const struct book_key little_key;

/* The book g.db, begun if need be; the caller closes it. */
struct book *little_book(void);

/* A failed grade with that report; nothing in it is owned. */
struct book_grade little_grade(const char *report);

void little_hand_in(struct book *book);
enum book_claim little_claim(struct book *book);

/* That text is what sqlite3 says to these statements. */
void little_assert_sql(const char *sql, const char *wanted);

#endif
