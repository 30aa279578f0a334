/* SPDX-License-Identifier: MIT */
/*
 * The inner half of the grade book: statements of SQL with their values, and what is said when one
 * fails.  Only book*.c include this.
 *
 * Threads: as book.h.
 */
#ifndef RACELAB_BOOK_SQL_H
#define RACELAB_BOOK_SQL_H

#include <sqlite3.h>
#include <stdbool.h>

struct book {
	sqlite3 *base;
	char *path;
	unsigned depth; /* of book_begin() */
};

/*
 * Prepares a statement; each letter of `types` stands for a value: s a string (NULL: null), i an
 * int, d a double, b bytes and their size_t.  NULL: *error.  To be ended by book_end().
 */
sqlite3_stmt *book_ask(struct book *book, char **error, const char *sql, const char *types, ...);

/* Goes on to the next row.  False: there is none, or *error is set. */
bool book_next(struct book *book, sqlite3_stmt *statement, char **error);

/* A statement without rows, from beginning to end. */
bool book_do(struct book *book, char **error, const char *sql, const char *types, ...);

/* What SQLite says now, with the book's name, the cause and the mend; false, so that callers end
 * with it. */
bool book_failed(struct book *book, char **error);

/* Is the base a grade book that this racelab knows?  Makes one of an empty base if create is set.
 */
bool book_schema(struct book *book, bool create, char **error);

#endif
