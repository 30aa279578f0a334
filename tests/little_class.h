/* SPDX-License-Identifier: MIT */
/*
 * For tests of grading: build/racelab as a person would start it, in a folder of the test's own,
 * and submissions for lab 01 that are quick to grade.
 *
 * As cmocka's fixtures: little_class_begin before a test, little_class_end after it.
 */
#ifndef RACELAB_LITTLE_CLASS_H
#define RACELAB_LITTLE_CLASS_H

#include <stddef.h>
#include <sys/types.h>

int little_class_begin(void **state);

/* Also asserts that nothing is left in TMPDIR. */
int little_class_end(void **state);

/* Full path of that name in the folder; valid until the fourth call from now. */
const char *in_class(const char *name);

/* Writes a file with the folders on the way to it. */
void class_put(const char *name, const char *text);
void class_put_bytes(const char *name, const char *bytes, size_t count);

/* A text that is like no other with that number, and fails when explored, or does not compile. */
void class_put_wrong(const char *name, unsigned number);
void class_put_broken(const char *name, unsigned number);
/* ... and one that is right: it goes through every checker. */
void class_put_right(const char *name, unsigned number);

/*
 * Runs racelab with these words of a shell, in the folder; what it said is in class_output and
 * class_errors. Returns its exit status, or 128 and the signal that ended it.
 */
int class_run(const char *words);
extern char *class_output, *class_errors;

/* The same with RACELAB_FALL set to `fall`; returns when all its processes have ended. */
int class_run_and_fall(const char *fall, const char *words);

/* Empties TMPDIR: a compiler that is killed, or that loses its folder, may leave a file of its own.
 */
void class_sweep(void);

/* Starts it; its stdout goes to the file `out` in the folder.  class_await() waits: its exit
 * status. */
pid_t class_start(const char *words, const char *out);
int class_await(pid_t pid);

/* Fails unless the part is in the text. */
void class_says(const char *text, const char *part);

/* What a statement of SQL gives of the book of that name: a line a row, | between columns; owned.
 */
char *class_sql(const char *book, const char *sql);

/* All that a book says but for times; owned. */
char *class_book(const char *book);

#endif
