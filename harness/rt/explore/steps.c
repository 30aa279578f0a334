/* SPDX-License-Identifier: MIT */
#include "steps.h"

#include <stdio.h>
#include <string.h>

#include "../report.h"
#include "../rt.h"
#include "memory.h"
#include "world.h"

struct wire_witness *steps_witness;

static const struct event *last; /* its effect has not been seen yet */

static const char *what(const struct event *event)
{
	static const char *const words[OP_KINDS] = {
		[OP_READ] = "reads",
		[OP_WRITE] = "writes",
		[OP_ATOMIC_LOAD] = "loads",
		[OP_ATOMIC_STORE] = "stores",
		[OP_ATOMIC_CHANGE] = "changes",
		[OP_FREE] = "frees",
		[OP_LOCK] = "locks",
		[OP_TRYLOCK] = "tries to lock",
		[OP_TIMEDLOCK] = "tries to lock",
		[OP_UNLOCK] = "unlocks",
		[OP_WAIT] = "goes to sleep at",
		[OP_TIMEOUT] = "wakes by itself at",
		[OP_SIGNAL] = "signals",
		[OP_BROADCAST] = "broadcasts",
		[OP_READ_LOCK] = "locks to read",
		[OP_WRITE_LOCK] = "locks to write",
		[OP_TRY_READ_LOCK] = "tries to lock",
		[OP_TRY_WRITE_LOCK] = "tries to lock",
		[OP_RW_UNLOCK] = "unlocks",
		[OP_SEM_WAIT] = "takes from",
		[OP_SEM_TRYWAIT] = "tries to take from",
		[OP_SEM_TIMEDWAIT] = "tries to take from",
		[OP_SEM_POST] = "posts",
		[OP_SEM_VALUE] = "asks",
		[OP_BARRIER] = "arrives at",
		[OP_ONCE] = "comes to",
		[OP_ONCE_DONE] = "has done",
		[OP_SPIN_LOCK] = "locks",
		[OP_SPIN_TRYLOCK] = "tries to lock",
		[OP_SPIN_UNLOCK] = "unlocks",
		[OP_INIT] = "initialises",
		[OP_DESTROY] = "destroys",
		[OP_HIDDEN] = "uses libc's own",
		[OP_FORK] = "forks",
		[OP_WAIT_CHILD] = "has waited for a child",
		[OP_WAIT_ANY] = "has waited for a child",
		[OP_LOOK_CHILD] = "looks after a child",
		[OP_LOOK_ANY] = "looks after its children",
		[OP_MORTAL] = "may be killed",
		[OP_KILL] = "kills",
		[OP_EXEC] = "starts another program",
		[OP_END] = "ends a process",
		[OP_DEAD] = "is dead",
		[OP_OWNER_DIES] = "loses its owner",
		[OP_SEND] = "sends a signal",
		[OP_DELIVER] = "arrives",
		[OP_SIGMASK] = "changes what it blocks",
		[OP_SIGACTION] = "sets a handler",
		[OP_SIGTAKE] = "looks for a signal",
		[OP_SIGWAIT] = "waits for a signal",
		[OP_TIMER] = "sets a timer",
		[OP_EXPIRE] = "expires",
		[OP_SLEEP] = "sleeps",
		[OP_CANCEL] = "cancels",
		[OP_CANCEL_POINT] = "may be cancelled here",
		[OP_CANCEL_STATE] = "changes its cancelling",
		[OP_OPEN] = "opens",
		[OP_CLOSE] = "closes",
		[OP_LOOK_UP] = "looks up",
		[OP_CLOSE_END] = "gives up an end",
		[OP_PIPE_READ] = "reads from a pipe",
		[OP_PIPE_TRY_READ] = "reads from a pipe",
		[OP_PIPE_WRITE] = "writes to a pipe",
		[OP_PIPE_TRY_WRITE] = "writes to a pipe",
		[OP_COUNTER_READ] = "reads a counter",
		[OP_COUNTER_TRY_READ] = "reads a counter",
		[OP_COUNTER_WRITE] = "adds to a counter",
		[OP_NAMES] = "looks up a name",
		[OP_TRUNCATE] = "sets the length of",
		[OP_LOOK] = "polls",
		[OP_POLL] = "is woken by poll",
		[OP_PARENT] = "asks for its parent",
	};

	if (event->kind == OP_ATOMIC_CHANGE && !event->writes)
		return "finds"; /* and exchanges nothing */
	return words[event->kind] != NULL ? words[event->kind] : "does";
}

static bool is_value(const struct event *event)
{
	return event->size <= 8 && event->kind >= OP_READ && event->kind <= OP_ATOMIC_CHANGE;
}

static void note_effect(void)
{
	struct wire_witness *witness = steps_witness;
	struct wire_step *step;

	if (last == NULL || witness->steps_used == 0 || witness->steps_used > WIRE_STEPS)
		return;
	step = &witness->steps[witness->steps_used - 1];
	/* An access that crashed the program would crash us. */
	if (is_value(last) && last->writes && last->address != 0 &&
	    (!world.cut || step->place.object.space != SPACE_OTHER))
		memcpy(&step->value, memory_at(last->address), last->size);
	last = NULL;
}

static bool fails(const struct event *event)
{
	return !event->writes && (event->kind == OP_TRYLOCK || event->kind == OP_TIMEDLOCK ||
				  event->kind == OP_TRY_READ_LOCK ||
				  event->kind == OP_TRY_WRITE_LOCK || event->kind == OP_SEM_TRYWAIT ||
				  event->kind == OP_SEM_TIMEDWAIT || event->kind == OP_SPIN_TRYLOCK ||
				  event->kind == OP_PIPE_TRY_READ ||
				  event->kind == OP_PIPE_TRY_WRITE);
}

void steps_add(void)
{
	struct wire_witness *witness = steps_witness;
	const struct event *event = &world.events[world.count - 1];
	struct wire_step *step;

	note_effect();
	if (witness->steps_used++ >= WIRE_STEPS)
		return;
	step = &witness->steps[witness->steps_used - 1];
	memset(step, 0, sizeof *step);
	step->place.pc = report_offset(event->pc);
	if (memory_is_the_programs(event->address)) {
		step->place.object = report_object((const void *)memory_address(event->address));
		step->place.object.size = event->size;
	}
	report_callers(&step->place, world.threads[event->thread].slot);
	memcpy(step->place.thread, world.threads[event->thread].slot->name,
	       sizeof step->place.thread);
	snprintf(step->what, sizeof step->what, "%s%s", what(event),
		 fails(event) ? ", in vain" : "");
	step->has_value = is_value(event);
	step->value = event->before[0];
	last = event;
}

void steps_record(struct wire_witness *witness)
{
	if (steps_witness != NULL)
		note_effect();
	steps_witness = witness;
	last = NULL;
	if (witness != NULL)
		witness->steps_used = 0;
}

void steps_mark(struct wire_witness *witness, unsigned events)
{
	if (events > 0 && events <= witness->steps_used && events <= WIRE_STEPS)
		witness->steps[events - 1].failing = 1;
}

void steps_lend_callers(const struct wire_witness *witness, struct wire_finding *finding)
{
	struct wire_place *place = &finding->places[0];

	if (finding->places_used == 0 || place->callers[0] != 0)
		return;
	for (uint32_t i = 0; i < witness->steps_used && i < WIRE_STEPS; i++) {
		const struct wire_place *step = &witness->steps[i].place;

		if (step->pc != place->pc || strcmp(step->thread, place->thread) != 0)
			continue;
		memcpy(place->callers, step->callers, sizeof place->callers);
		return;
	}
}
