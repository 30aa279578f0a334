/* SPDX-License-Identifier: MIT */
/*
 * The grade book: what was handed in, and what came of it; one SQLite file.
 *
 * A result belongs to the bytes of a submission, to the lab and to the harness, each known by its
 * SHA-256: where all three are the same, so is the grade, and nothing is graded again.  Each result
 * is a transaction of its own, so that whoever is killed loses what was in work and no more.
 * Several processes may use a book at once; what one has in work the others leave to it (a claim,
 * which ends with its process).
 *
 * A rollback journal and not a write-ahead log: then the book is one file, which may be copied once
 * nobody works on it, whoever was killed before; it can be read where nothing may be written; and a
 * few commits a second are all that is needed.
 *
 * What a book is asked for a person is not here but in book_rows.h.  Nothing is graded here.
 *
 * Every function that can fail returns false and sets *error (owned by the caller): what, where,
 * the mend.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_BOOK_H
#define RACELAB_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "digest.h"

#define BOOK_USUAL "grades.db"

struct book;

/* What a result belongs to. */
struct book_key {
	char lab[256]; /* full name */
	char source[DIGEST_HEX];
	char lab_hash[DIGEST_HEX];
	char harness[DIGEST_HEX];
};

/* A result.  Strings are owned; those that may be NULL say so. */
struct book_grade {
	char *verdict; /* as verdict_name() says it, or "compile-error" or "not-gradable" */
	double points, maximum;
	char *classes;	   /* what was found, kinds with commas between; "": nothing */
	char *headline;	   /* the first thing that was found, in a line; "": nothing */
	char *confinement; /* "full", "partial: why", "none" */
	char *review;	   /* why a person should look at it; "": nothing to see */
	char *report;	   /* the whole of it, JSON; NULL: there is none */
	double seconds;
};

void book_grade_release(struct book_grade *grade);

/* To write to: begins a book where there is none.  path NULL: BOOK_USUAL. */
bool book_open(const char *path, struct book **book, char **error);

/* One that is there; it need not be writable, unless something is to be put in. */
bool book_open_there(const char *path, struct book **book, char **error);

void book_close(struct book *book);

/* Between these two, many changes are one transaction. */
bool book_begin(struct book *book, char **error);
bool book_commit(struct book *book, char **error);

/*
 * Remembers that this student handed this in for that lab, as the latest.  bytes NULL: nothing that
 * could be read, and `unfit` says why.
 */
bool book_hand_in(struct book *book, const char *student, const struct book_key *key,
		  const char *path, const void *bytes, size_t count, const char *unfit,
		  char **error);

/*
 * *known: is it graded?  Then that is the last word on it from now on, even if another lab or
 * harness had a say since.
 */
bool book_knows(struct book *book, const struct book_key *key, bool *known, char **error);

enum book_claim {
	BOOK_CLAIMED,	/* it is the caller's to grade */
	BOOK_KNOWN,	/* it has been graded by now */
	BOOK_SOMEBODYS, /* another living process has it in work */
};

bool book_claim(struct book *book, const struct book_key *key, enum book_claim *claim,
		char **error);

/* Puts a result in and gives the claim back.  One that is there already stays as it is. */
bool book_record(struct book *book, const struct book_key *key, const struct book_grade *grade,
		 char **error);

/* It could not be graded, by a fault of harness or machine: gives the claim back, keeps the words.
 */
bool book_fault(struct book *book, const struct book_key *key, const char *words, char **error);

/* The bytes of a submission, owned by the caller; *bytes NULL: it was none that could be read. */
bool book_bytes(struct book *book, const char *source, char **bytes, size_t *count, char **error);

#endif
