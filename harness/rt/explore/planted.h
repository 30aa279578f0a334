/* SPDX-License-Identifier: MIT */
/*
 * Wakeup trees: the sequences that are still to be run from a place, in their order, those with a
 * common beginning together.  See prove.c for what they are for.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_PLANTED_H
#define RACELAB_PLANTED_H

#include "note.h"

/* A planted sequence, or several with a common beginning: a node of a wakeup tree. */
struct planted {
	struct note note;
	struct planted *children, *next; /* children: in the order in which they are to be run */
};

/*
 * Notes that are planted.  In the worst case they grow exponentially with the program, which POP (Abdulla
 * and others, CAV 2024) avoids; here the search gives up before they fill the memory.
 */
#define PLANTED_MOST 500000
extern unsigned planted_notes;

struct planted *planted_new(const struct note *note);

/* The node alone; its children are somebody else's by now. */
void planted_give_back(struct planted *node);

/*
 * Adds the sequence (which is changed) to the tree, unless one that stands there will lead to it:
 * one that could come first in it.
 */
void planted_add(struct planted **tree, struct note *sequence, unsigned length);

#endif
