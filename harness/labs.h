/* SPDX-License-Identifier: MIT */
/*
 * The labs that are there: the folders NN-program below the kit's labs folder, and the
 * description that each one's scenario.c ends with.
 *
 * A description is read by building scenario.c alone, with every function of the lab's contract
 * left at address 0, and loading it.  No submission's code is ever loaded into the judge.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_LABS_H
#define RACELAB_LABS_H

#include <stdbool.h>
#include <stddef.h>

#include "scenario.h"

/* Names of all labs, sorted, NULL-ended, owned by the caller (labs_free_names).  Never NULL. */
char **labs_names(void);
void labs_free_names(char **names);

/* "1", "01" and "hit-counter" mean 01-hit-counter.  False: *error names the nearest that there is. */
bool labs_resolve(const char *given, char **name, char **error);

/*
 * The description of that lab (a full name).  Lives until the process ends.  False: *error (owned
 * by the caller) holds the compiler's words or what the description lacks.
 */
bool labs_describe(const char *name, const struct lab **lab, char **error);

/* Does the description say all that it must?  False: *why (owned by the caller) says what it lacks. */
bool labs_validate(const struct lab *lab, char **why);

/*
 * The functions that a submission must define: those that scenario.c calls and neither libc nor
 * the harness has.  Sorted, NULL-ended, owned by the caller (labs_free_names).
 */
bool labs_contract(const char *name, char ***functions, char **error);

/* Must what calls that symbol come with it: has neither libc nor the harness one of that name? */
bool labs_must_define(const char *symbol);

#endif
