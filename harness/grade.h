/* SPDX-License-Identifier: MIT */
/*
 * One submission graded: which checkers are asked in which order, and what is kept of their
 * answers.
 *
 * Explore is asked first, since it decides most and costs least; what is clearly wrong costs no
 * more. The grade does not depend on that order: where explore finds something, points come from
 * explore alone, and where it does not, any other's finding costs all (graded.h).  Many
 * submissions, and the book they go into, are grading.h's business.
 *
 * Threads: for the main thread of a process that grades nothing else: a fault in here ends it.
 */
#ifndef RACELAB_GRADE_H
#define RACELAB_GRADE_H

#include "book.h"
#include "options.h"

/* With which every submission is checked: the same seed and the same budgets of executions. */
struct settings grade_settings(void);

/*
 * Grades these bytes as a submission for that lab (a full name).  A text that does not compile
 * has a grade, too.  False: harness or machine failed, *error (owned by the caller) holds the
 * words.
 */
bool grade_submission(const struct options *options, const char *lab, const char *bytes,
		      size_t count, struct book_grade *grade, char **error);

/* A submission of which there is nothing to check; unfit: why. */
struct book_grade grade_unfit(const char *name, const struct lab *lab, const char *unfit);

/* The grade as text for the pipe to another process, owned by the caller, and back.  False: it is
 * none. */
char *grade_write(const struct book_grade *grade);
bool grade_read(const char *text, struct book_grade *grade, char **error);

/* The same for a fault, whose words grade_read() then hands out as its error. */
char *grade_write_fault(const char *words);

#endif
