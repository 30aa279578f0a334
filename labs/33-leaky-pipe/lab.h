/* SPDX-License-Identifier: MIT */
/*
 * The contract of the speaking tubes.  Do not edit: every checker builds your lab.c against this
 * file.
 *
 * A clerk is a process of its own.  It listens at its end of a tube and writes down what is said
 * at the other, until the end of file tells it that nothing more will ever be said there.
 */
#ifndef LAB_H
#define LAB_H

#include <stdbool.h>
#include <sys/types.h>

/* So many clerks are at work at one time, at most. */
enum { CLERKS = 4 };

struct clerk {
	pid_t process;
	int mouthpiece; /* a descriptor: what is written to it is said to the clerk */
};

/*
 * Forks a clerk and returns at once; false: none was to be had.  The clerk calls write_down() with
 * the descriptor from which it hears what is said to it; write_down() ends the process.  Beside
 * that descriptor and the three standard ones it uses none.  Called by several threads at once,
 * each for clerks of its own, while other clerks are at work.
 */
bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear));

/* Says something to the clerk.  Called once or often, by the thread that hired it. */
bool clerk_dictate(const struct clerk *clerk, const char *words);

/*
 * Nothing more is to be said: the clerk reaches the end of file, finishes its page and ends,
 * however many others are still at work.  Returns the clerk's exit status; -1: it did not end by
 * itself.  Of its tube no descriptor is left.  Called by the thread that hired it.
 */
int clerk_dismiss(struct clerk *clerk);

#endif
