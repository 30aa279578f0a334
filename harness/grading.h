/* SPDX-License-Identifier: MIT */
/*
 * Many submissions graded into a book: what the book knows is not graded again, the rest goes
 * through a crew of processes (crew.h), what another grader has in work is waited for.
 *
 * Where submissions come from is not asked here: `grade` has files, `book regrade` has the book
 * itself.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_GRADING_H
#define RACELAB_GRADING_H

#include "book.h"
#include "options.h"

struct grading_task {
	struct book_key key;
	const char *bytes; /* the caller's; NULL: there is nothing to check, and unfit says why */
	size_t count;
	const char *unfit;
	char *shown;  /* whose it is, for messages; owned */
	bool waiting; /* not begun, and not known to be graded */
};

struct grading {
	struct book *book;
	const struct options *options;
	char harness[DIGEST_HEX];
	struct grading_task *tasks; /* each bytes for each lab once; owned */
	size_t count;
	void *index; /* of the tasks, by key */
	/* what came of it: */
	size_t known, graded, elsewhere, faults;
};

/* Hashes the harness. */
void grading_begin(struct grading *grading, struct book *book, const struct options *options);

/* The key of these bytes (NULL: of what is unfit, by its words) for that lab. */
void grading_key(const struct grading *grading, const char *lab, const char *lab_hash,
		 const char *bytes, size_t count, const char *unfit, struct book_key *key);

/* Adds it unless it is there already. */
void grading_add(struct grading *grading, const struct grading_task *task);

/*
 * Grades them all.  Faults are said on stderr as they come and counted.  False: it cannot go on,
 * *error; what has been graded so far is in the book.
 */
bool grading_run(struct grading *grading, char **error);

void grading_release(struct grading *grading);

#endif
