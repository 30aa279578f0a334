/* SPDX-License-Identifier: MIT */
/*
 * Fibers: threads of execution on one kernel thread, switched by hand.
 *
 * A fiber is a stack and, while it does not run, the place on it where it left off.  This is not
 * yet a thread of the program: that is thread.h.
 *
 * Threads: all on the one kernel thread of the explorer.
 */
#ifndef RACELAB_FIBER_H
#define RACELAB_FIBER_H

#include <stdbool.h>
#include <stddef.h>

struct fiber {
	void *sp;    /* while it does not run */
	char *stack; /* lowest usable byte; a guard page lies below */
	size_t size;
};

/* Leaves *from, saving where, and goes on in *to. */
void fiber_switch(struct fiber *from, struct fiber *to);

/*
 * Goes on twice: now, with false, and when *copy is first switched to, with true.  The copy's stack lies
 * at the same addresses: whoever switches to it must have put there what was there when
 * keep(argument) was called.
 */
bool fiber_split(struct fiber *copy, void (*keep)(void *argument), void *argument);

/* The next switch to it begins start() on an empty stack; start must not return. */
void fiber_reset(struct fiber *fiber, void (*start)(void));

#endif
