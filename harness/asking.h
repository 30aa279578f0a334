/* SPDX-License-Identifier: MIT */
/*
 * What `check`, `try` and the one-checker commands share: the subject that was named is made,
 * checked, and the report put where it was asked for.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_ASKING_H
#define RACELAB_ASKING_H

#include "options.h"

/*
 * Asks these checkers about operands LAB [FILE].  alone: it is one checker's own command, so there
 * is no reference beside it and nothing is remembered.  Returns the exit status; says its own
 * errors.
 */
int asking_run(const struct options *options, const struct checker *const *list, unsigned count,
	       bool alone);

/* The same of operands FILE.c...: a whole program. */
int asking_run_program(const struct options *options, const struct checker *const *list,
		       unsigned count, bool alone);

/*
 * Puts the text, which it takes, where --output says.  False: it could not be written, which is said
 * on stderr.
 */
bool asking_deliver(const struct options *options, char *text);

#endif
