/* SPDX-License-Identifier: MIT */
/*
 * What depends on what: for each piece of memory the latest events that touched it, and for each
 * event a vector clock of all that happens before it by dependence.
 *
 * Two events depend on each other if one thread did both, or if they touch a common byte and one of
 * them changes it.  Executions that order all dependent events alike belong to one class.  Two
 * dependent events of different threads, with nothing in between that depends on the first and
 * that the second depends on, are a race: the search turns it round.  (A race in this sense is an
 * order that could be another, also of two locks; what C calls a data race is order.h's.)
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_HISTORY_H
#define RACELAB_HISTORY_H

#include "world.h"

struct race {
	uint32_t first;	 /* event */
	uint32_t when;	 /* it was found when this event was the newest; UINT32_MAX: at the end */
	int32_t second;	 /* event; -1: an op that did not come to be, see op */
	uint16_t thread; /* of the second */
	uint16_t number; /* it would have been the thread's so many-th */
	uint32_t until;	 /* ... but for this event, +1, which struck its thread; 0: for none */
	struct op op;	 /* second == -1 */
};

struct history {
	unsigned stride;      /* threads that a clock has room for */
	uint16_t *clocks;     /* a row for each event */
	struct race *races;   /* of this execution, in the order in which they were found */
	unsigned races_used, races_room;
	uint32_t *direct;     /* events that the newest one depends on directly */
	unsigned ndirect, direct_room;
	unsigned known;	      /* so many events are the same as in the execution before: their clocks
				 stand, and their races are known */
	bool anew;	      /* all must be explored again: clocks were too narrow, or a stack is shared */
	unsigned threads;     /* most that were met */
	uint64_t class_hash;  /* equal for executions of one class, differs for others but by chance */
	bool diverts;	      /* some event of this execution did (note.h) */
	uint32_t span;	      /* longest chain of dependent events */
};

extern struct history history;

void history_init(void);

/* Before an execution. */
void history_clear(void);

/* The event is the next one: finds what it depends on, its races and its clock. */
void history_add(struct event *event, struct thread *thread);

/* The same for one that is known: only what it touches is noted.  False: it is another event. */
bool history_repeat(const struct event *event, struct thread *thread);

/* What that thread does from now on depends on this event / on all that the other has done. */
void history_join_event(struct thread *thread, unsigned event);
void history_join_thread(struct thread *thread, const struct thread *other);

/* The latest event that wrote any of these bytes; -1: none. */
int history_last_write(uintptr_t address, uint32_t size);

static inline const uint16_t *history_clock(unsigned event)
{
	return history.clocks + (size_t)event * history.stride;
}

static inline bool clock_includes(const uint16_t *clock, const struct event *event)
{
	return clock[event->thread] >= event->number;
}

/* Does the first event happen before the second, or is it the same? */
static inline bool history_before(unsigned first, unsigned second)
{
	const struct event *event = &world.events[first];

	return history_clock(second)[event->thread] >= event->number;
}

static inline bool ranges_meet(uintptr_t a, uint32_t size_a, uintptr_t b, uint32_t size_b)
{
	return a < b + size_b && b < a + size_a;
}

#endif
