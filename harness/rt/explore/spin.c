/* SPDX-License-Identifier: MIT */
#include "spin.h"

#include <limits.h>
#include <string.h>

#include "../report.h"
#include "../rt.h"
#include "history.h"
#include "memory.h"
#include "turn.h"

static void count_anew(struct spin *spin)
{
	spin->since = 0;
	spin->fewest = UINT_MAX;
}

void spin_reset(struct thread *thread)
{
	struct spin *spin = &thread->spin;

	count_anew(spin);
	spin->limit = 1;
	spin->spins = spin->timed = spin->asked = false;
	spin->marks[0].set = spin->marks[1].set = false;
	spin->time_at = 0;
}

static unsigned stack_bytes(const struct thread *thread)
{
	char *top = thread->fiber.stack + thread->fiber.size;

	return (unsigned)(top - (char *)thread->frame);
}

static void set_mark(struct spin_mark *mark, const struct thread *thread)
{
	unsigned bytes = stack_bytes(thread);

	mark->set = bytes <= SPIN_STACK && !rt.job->optimised;
	if (!mark->set)
		return;
	mark->pc = thread->op.pc;
	mark->address = thread->op.address;
	mark->kind = (uint8_t)thread->op.kind;
	mark->sp = thread->frame;
	mark->bytes = bytes;
	mark->reads = mark->writes = 0;
	memcpy(mark->stack, thread->frame, bytes);
}

/* ---- the same state? ---- */

static bool holds(const struct spin_value *value)
{
	return memcmp(memory_at(value->address), value->value, value->size) == 0;
}

static bool all_hold(const struct spin_value *values, unsigned used)
{
	for (unsigned i = 0; i < used; i++)
		if (!holds(&values[i]))
			return false;
	return true;
}

/* Equal but for the time that the thread asked for: that runs on by itself. */
static bool same_stack(const struct spin *spin, const struct spin_mark *mark, bool *timed)
{
	const char *now = mark->sp, *then = mark->stack;
	uintptr_t at = spin->time_at - (uintptr_t)now;

	if (memcmp(now, then, mark->bytes) == 0)
		return true;
	if (spin->time_at == 0 || at + 16 > mark->bytes)
		return false;
	*timed = true;
	return memcmp(now, then, at) == 0 &&
	       memcmp(now + at + 16, then + at + 16, mark->bytes - at - 16) == 0;
}

/* It waits for what others do: not with a lock that they get in turn with it. */
static bool holds_what_it_gives(const struct thread *thread, const struct spin_mark *mark)
{
	const struct slot *slot = thread->slot;

	for (unsigned i = 0; i < mark->writes; i++)
		for (unsigned k = 0; k < slot->held_used; k++)
			if ((uintptr_t)slot->held[k].object ==
			    memory_address(mark->written[i].address))
				return true;
	return false;
}

static bool same_state(const struct thread *thread, const struct spin_mark *mark, bool *timed)
{
	*timed = false;
	return mark->set && mark->pc == thread->op.pc &&
	       mark->address == thread->op.address && mark->kind == thread->op.kind && mark->sp == thread->frame &&
	       mark->bytes == stack_bytes(thread) && mark->reads <= SPIN_READS &&
	       mark->writes <= SPIN_WRITES && mark->reads > 0 &&
	       same_stack(&thread->spin, mark, timed) && all_hold(mark->written, mark->writes) &&
	       !holds_what_it_gives(thread, mark);
}

static void polls(const struct thread *thread)
{
	struct wire_finding *finding;
	struct wire_place *place;

	/* With spurious wake-ups whoever waits looks again and again. */
	if (rt.lab->no_polling == NULL || rt.job->spurious)
		return;
	world.failed = true;
	finding = report_begin(FINDING_BUSY_WAIT, thread->op.pc,
			       "a thread looks again and again while nothing has changed: %s",
			       rt.lab->no_polling);
	if (finding == NULL)
		return;
	place = report_place(finding, thread->slot->name, "looks again", thread->op.pc);
	place->object = report_object((const void *)memory_address(thread->op.address));
	report_callers(place, thread->slot);
	report_end(finding);
}

/* These are steps of loops that a call makes, not the program. */
static bool is_step_of_call(const struct thread *thread)
{
	switch (thread->op.kind) {
	case OP_SIGTAKE:
	case OP_SIGWAIT:
	case OP_DELIVER:
	case OP_TIMER:
	case OP_EXPIRE:
	case OP_SLEEP:
	case OP_POLL:
	case OP_COUNTER_WRITE:
		return true;
	default:
		return false;
	}
}

void spin_begin(struct thread *thread)
{
	struct spin *spin = &thread->spin;

	if (is_step_of_call(thread))
		return;
	for (unsigned i = 0; i < 2; i++) {
		if (!same_state(thread, &spin->marks[i], &spin->timed))
			continue;
		spin->spun = &spin->marks[i];
		spin->spins = true;
		if (!spin_sees_change(thread))
			polls(thread);
		return;
	}
}

void spin_await(struct thread *thread, const void *const *objects, unsigned count, uint32_t bytes)
{
	struct spin_mark *mark = &thread->spin.marks[1];

	mark->set = true;
	mark->reads = count;
	mark->writes = 0;
	for (unsigned i = 0; i < count; i++) {
		mark->read[i].address = memory_key((uintptr_t)objects[i]);
		mark->read[i].size = bytes;
		memcpy(mark->read[i].value, objects[i], bytes);
	}
	thread->spin.spun = mark;
	thread->spin.spins = true;
	thread->spin.timed = false;
	thread->spin.asked = true;
}

bool spin_sees_change(const struct thread *thread)
{
	return !all_hold(thread->spin.spun->read, thread->spin.spun->reads);
}

/* The earliest event that changed the value since then: from there on the thread could look again. */
static int first_change(const struct thread *thread, const struct spin_value *value)
{
	int at = history_last_write(value->address, value->size), found = at;

	while (at >= 0 && !clock_includes(thread->clock, &world.events[at])) {
		const struct event *event = &world.events[at];

		if (event->address != value->address)
			break; /* what was there before is not known */
		if (memcmp(event->before, value->value, value->size) == 0)
			found = at;
		at = (int)event->chain - 1;
	}
	return found;
}

/* It may look again because of an event at another place than the one that it looks at next. */
static void depend_on_change(struct thread *thread, const struct spin_value *own)
{
	const struct spin_mark *mark = thread->spin.spun;

	for (unsigned i = 0; i < mark->reads; i++) {
		int first;

		if (&mark->read[i] == own || holds(&mark->read[i]))
			continue;
		first = first_change(thread, &mark->read[i]);
		if (first < 0)
			continue;
		if (own == NULL || holds(own))
			history_join_event(thread, (unsigned)first);
		else
			thread->op.freed = (uint32_t)first + 1;
	}
}

static const struct spin_value *own_read(const struct thread *thread)
{
	const struct spin_mark *mark = thread->spin.spun;

	for (unsigned i = 0; i < mark->reads; i++)
		if (mark->read[i].address == thread->op.address)
			return &mark->read[i];
	return NULL;
}

void spin_end(struct thread *thread)
{
	const struct spin_value *own = own_read(thread);

	thread->spin.spins = false;
	if (own != NULL && !holds(own)) {
		thread->op.awaits = true;
		thread->op.spun = own->value[0];
	}
	depend_on_change(thread, own);
	spin_reset(thread);
}

/* ---- what the thread does ---- */

static const struct spin_value *find(const struct spin_value *values, unsigned used,
				     const struct op *op)
{
	for (unsigned i = 0; i < used; i++)
		if (values[i].address == op->address && values[i].size == op->size)
			return &values[i];
	return NULL;
}

static void keep(struct spin_value *values, unsigned *used, unsigned room, const struct op *op)
{
	if (*used > room)
		return;
	if (find(values, *used, op) != NULL)
		return; /* what it was at first */
	if (*used == room || op->size > 16) {
		*used = room + 1;
		return;
	}
	values[*used].address = op->address;
	values[*used].size = op->size;
	memcpy(values[*used].value, memory_at(op->address), op->size);
	(*used)++;
}

/* What the thread does with the time that it asked for is its own business. */
static bool is_time(const struct thread *thread)
{
	return thread->spin.time_at != 0 && memory_address(thread->op.address) - thread->spin.time_at < 16;
}

/*
 * Does it read something else than before, though it wrote nothing there?  Then somebody was at work
 * between the two, and next time round the loop may go another way, even if the first value is back.
 */
static bool saw_change(const struct spin_mark *mark, const struct op *op)
{
	const struct spin_value *before;

	if (mark->reads > SPIN_READS || mark->writes > SPIN_WRITES)
		return false;
	before = find(mark->read, mark->reads, op);
	return before != NULL && !holds(before) && find(mark->written, mark->writes, op) == NULL;
}

static void note(struct spin_mark *mark, const struct thread *thread, bool writes)
{
	const struct op *op = &thread->op;

	if (!mark->set || op->address == 0 || is_time(thread))
		return;
	if (writes)
		keep(mark->written, &mark->writes, SPIN_WRITES, op);
	else if (saw_change(mark, op))
		mark->reads = SPIN_READS + 1; /* of no use any more */
	else
		keep(mark->read, &mark->reads, SPIN_READS, op);
}

void spin_note(struct thread *thread, bool writes)
{
	struct spin *spin = &thread->spin;

	if (writes && !memory_is_the_programs(thread->op.address))
		spin_reset(thread); /* something has come of it, if not in the program's memory */
	if (is_step_of_call(thread))
		return;
	if (!writes)
		set_mark(&spin->marks[0], thread);
	else
		spin->marks[0].set = false;
	if (thread->slot->held_used < spin->fewest)
		spin->fewest = thread->slot->held_used;
	if (++spin->since >= spin->limit && thread->slot->held_used == spin->fewest) {
		set_mark(&spin->marks[1], thread);
		spin->limit *= 2;
		count_anew(spin);
	} else if (spin->since >= 2 * spin->limit) {
		count_anew(spin); /* that few were before the loop */
	}
	note(&spin->marks[0], thread, writes);
	note(&spin->marks[1], thread, writes);
}
