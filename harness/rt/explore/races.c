/* SPDX-License-Identifier: MIT */
#include "races.h"

#include <stdlib.h>

#include "../rt.h"
#include "search.h"
#include "turn.h"

static struct race *add_race(uint32_t first, int second, const struct thread *thread,
			     unsigned number)
{
	struct race *race;

	if (history.races_used == history.races_room) {
		history.races_room = history.races_room == 0 ? 256 : history.races_room * 2;
		history.races = realloc(history.races,
					history.races_room * sizeof *history.races);
		if (history.races == NULL)
			rt_broken("no memory for %u races", history.races_room);
	}
	race = &history.races[history.races_used++];
	race->first = first;
	race->when = world.count; /* the newest event is being added */
	race->second = second;
	race->thread = (uint16_t)thread->index;
	race->number = (uint16_t)number;
	race->until = 0;
	return race;
}

/* Is it one that must wait for its object to be in a certain state? */
static bool waits(const struct op *op)
{
	switch (op->kind) {
	case OP_LOCK:
	case OP_SPIN_LOCK:
	case OP_READ_LOCK:
	case OP_WRITE_LOCK:
	case OP_SEM_WAIT:
	case OP_ONCE:
	case OP_TIMEOUT:
	case OP_WAIT_CHILD:
	case OP_WAIT_ANY:
	case OP_DELIVER:
	case OP_PIPE_READ:
	case OP_PIPE_WRITE:
	case OP_COUNTER_READ:
		return true;
	default:
		return op->awaits;
	}
}

static bool ready_before(const struct op *op, unsigned thread, const struct event *event)
{
	bool freed = op->freed != 0 && op->freed <= (uint32_t)(event - world.events);

	if (op->awaits && !freed &&
	    (event->address != op->address || event->before[0] == op->spun))
		return false;
	return turn_ready_on(op, thread, event->before);
}

/*
 * For an op that has to wait: back along the events that changed its object, to the latest before
 * which it could have been done.
 */
static int latest_before_which(const struct op *op, const struct thread *thread,
			       const uint16_t *before, uint32_t chain)
{
	while (chain != 0) {
		const struct event *event = &world.events[chain - 1];

		if (clock_includes(before, event))
			return -1;
		if (ready_before(op, thread->index, event))
			return (int)chain - 1;
		chain = event->chain;
	}
	return -1;
}

/* Does another of the direct ones happen after it?  Then the race is with that one. */
static bool is_covered(uint32_t first)
{
	for (unsigned i = 0; i < history.ndirect; i++)
		if (history.direct[i] != first && history_before(first, history.direct[i]))
			return true;
	return false;
}

/* It may have had to wait for these: with them the race is another, if there is one. */
static bool changed_object(uint32_t first, const struct op *op)
{
	const struct event *event = &world.events[first];

	return event->writes && event->address != 0 &&
	       ranges_meet(event->address, event->size, op->address, op->size);
}

void races_find(const struct event *event, const struct thread *thread)
{
	const struct op op = thread->op;
	int index = (int)(event - world.events);
	bool waited = waits(&op);

	if (waited) {
		int first = latest_before_which(&op, thread, thread->clock, event->chain);

		if (first >= 0)
			add_race((uint32_t)first, index, thread, event->number);
	}
	for (unsigned i = 0; i < history.ndirect; i++) {
		uint32_t first = history.direct[i];

		if (waited && changed_object(first, &op))
			continue;
		if (!clock_includes(thread->clock, &world.events[first]) && !is_covered(first))
			add_race(first, index, thread, event->number);
	}
}

/* NULL: never could it. */
static struct race *add_pending(const struct thread *thread)
{
	const struct op *op = &thread->op;
	int last, first;
	struct race *race;

	if (op->address == 0 || !waits(op))
		return NULL;
	last = history_last_write(op->address, op->size);
	if (last < 0)
		return NULL;
	first = latest_before_which(op, thread, thread->clock, (uint32_t)last + 1);
	if (first < 0)
		return NULL;
	race = add_race((uint32_t)first, -1, thread, thread->number + 1);
	race->op = *op;
	return race;
}

void races_add_pending(const struct thread *thread)
{
	struct race *race = add_pending(thread);

	if (race != NULL)
		race->when = UINT32_MAX;
}

void races_add_struck(const struct thread *thread)
{
	unsigned index = world.count - 1;
	struct race *race;

	if (turn_alone() || !search->dependence || index < history.known ||
	    !turn_is_event(&thread->op) || (thread->spin.spins && !spin_sees_change(thread)))
		return;
	if (turn_op_is_ready(thread)) {
		race = add_race(index, -1, thread, thread->number + 1);
		race->op = thread->op;
	} else {
		race = add_pending(thread);
	}
	if (race == NULL)
		return;
	race->until = index + 1;
	race->when = index;
}

void races_add_missed(const struct thread *waiter, const struct op *op, unsigned woken_by)
{
	struct race *race;

	if (!search->dependence || world.count - 1 < history.known ||
	    clock_includes(waiter->clock, &world.events[woken_by]))
		return;
	race = add_race(woken_by, -1, waiter, waiter->number + 1);
	race->when = world.count - 1;
	race->op = *op;
}
