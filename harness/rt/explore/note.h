/* SPDX-License-Identifier: MIT */
/*
 * Notes of events: just enough to tell whether two depend on each other, wherever they stand.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_NOTE_H
#define RACELAB_NOTE_H

#include "world.h"

/* What of an event decides whether another depends on it. */
struct note {
	uintptr_t address, address2;
	uint32_t size, size2;
	uint16_t number;
	uint8_t thread, process;
	uint8_t kind, strike, target;
	uint8_t alternative;
	bool writes, private;
};

struct note note_of(const struct event *event);

/* Of an event that is to be: the thread's so many-th. */
struct note note_of_op(const struct op *op, unsigned thread, unsigned number);

/*
 * What diverts a thread from what it was about to do depends on whether that could be done: on all events
 * that may let somebody go on who waits.
 */
static inline bool strike_diverts(enum strike strike)
{
	return strike == STRIKE_THREAD || strike == STRIKE_SIGNAL;
}

bool op_wakes(enum op_kind kind);

bool note_depend(const struct note *a, const struct note *b);

/*
 * Could `first` come first in (an execution of the class of) the sequence?  Either it is there, and
 * nothing before depends on it, or it is not, and nothing there depends on it.  Then *at is where
 * it is, or the sequence's length.
 */
bool note_can_begin(const struct note *first, const struct note *sequence, unsigned length,
		    unsigned *at);

#endif
