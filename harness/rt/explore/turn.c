/* SPDX-License-Identifier: MIT */
#include "turn.h"

#include <string.h>

#include "../fault.h"
#include "../rt.h"
#include "cancel.h"
#include "history.h"
#include "memory.h"
#include "note.h"
#include "order.h"
#include "races.h"
#include "search.h"
#include "signals.h"
#include "standstill.h"
#include "steps.h"

struct world world;
const struct search *search;

static void read_object(const struct op *op, uint64_t object[2])
{
	object[0] = object[1] = 0;
	if (op->address != 0)
		memcpy(object, memory_at(op->address), op->size < 16 ? op->size : 16);
}

/*
 * Whoever is stopped, interrupted or woken has done before all that nobody could notice: what happens to
 * it must not depend on whether it had its turn for that.
 */
static bool needs_the_unseen_done(const struct op *op)
{
	return op->strike != STRIKE_NOTHING || (history.diverts && op_wakes(op->kind));
}

static bool all_unseen_is_done(void)
{
	for (unsigned i = 0; i < world.used; i++) {
		const struct thread *thread = &world.threads[i];

		if (turn_is_unseen(thread) && turn_is_ready(thread))
			return false;
	}
	return true;
}

bool turn_is_ready(const struct thread *thread)
{
	if (thread->life != LIFE_ALIVE)
		return false;
	if (needs_the_unseen_done(&thread->op) && !all_unseen_is_done())
		return false;
	return (!thread->spin.spins || spin_sees_change(thread)) && turn_op_is_ready(thread);
}

bool turn_op_is_ready(const struct thread *thread)
{
	const struct op *op = &thread->op;
	uint64_t object[2];

	switch (op->kind) {
	case OP_LOCAL:
	case OP_READ:
	case OP_WRITE:
	case OP_ATOMIC_LOAD:
	case OP_ATOMIC_STORE:
	case OP_ATOMIC_CHANGE:
	case OP_UNLOCK:
		return true;
	case OP_PARKED:
	case OP_PAUSE:
	case OP_SUSPEND:
	case OP_EXIT:
		return false;
	case OP_JOIN:
		return thread->joins->life == LIFE_ENDED;
	default:
		read_object(op, object);
		return turn_ready_on(op, thread->index, object);
	}
}

/* ---- whose turn ---- */

static struct fiber switchboard;

static void swap_memories(void)
{
	for (;;) {
		memory_load(world.self->process);
		fiber_switch(&switchboard, &world.self->fiber);
	}
}

void turn_init(void)
{
	static char stack[64 << 10] __attribute__((aligned(64)));

	switchboard.stack = stack;
	switchboard.size = sizeof stack;
	fiber_reset(&switchboard, swap_memories);
}

/* The kernel's threads touch no process's memory. */
static void enter(struct thread *from, struct thread *next)
{
	if (next == from)
		return;
	world.self = next;
	slot_self = next->slot;
	if (next->process == memory_loaded || next->kernel)
		fiber_switch(&from->fiber, &next->fiber);
	else
		fiber_switch(&from->fiber, &switchboard);
}

static _Noreturn void to_controller(struct thread *self)
{
	slot_self = NULL;
	fiber_switch(&self->fiber, &world.controller);
	__builtin_unreachable(); /* its stack is laid out anew before it is entered again */
}

_Noreturn void turn_cut(void)
{
	world.cut = true;
	to_controller(world.self);
}

struct thread *turn_forced(unsigned index)
{
	struct thread *thread = &world.threads[index];

	if (turn_is_ready(thread) || turn_awaits_time(thread))
		return thread;
	for (unsigned i = 0; i < world.used; i++)
		if (turn_is_unseen(&world.threads[i]) && turn_is_ready(&world.threads[i]))
			return &world.threads[i];
	return NULL;
}

static bool anyone_ready(void)
{
	for (unsigned i = 0; i < world.used; i++)
		if (turn_is_ready(&world.threads[i]))
			return true;
	return false;
}

/* A process ends when its other threads have come as far as they can: so that is seen, too. */
static struct thread *who_exits(void)
{
	for (unsigned i = 0; i < world.used; i++)
		if (world.threads[i].life == LIFE_ALIVE && world.threads[i].op.kind == OP_EXIT)
			return &world.threads[i];
	return NULL;
}

/* NULL: the execution ends here, and what there is to say of it has been said. */
static struct thread *next_thread(void)
{
	struct thread *next = search->pick();

	if (next != NULL)
		return next;
	if (anyone_ready()) {
		world.in_vain = true; /* ... but the search has seen whatever could come */
		return NULL;
	}
	next = standstill_time_passes();
	if (next == NULL)
		next = who_exits();
	if (next == NULL)
		standstill_report();
	return next;
}

_Noreturn void turn_over(void)
{
	struct thread *self = world.self, *next;

	self->op.kind = OP_LOCAL;
	next = next_thread();
	if (next == NULL)
		to_controller(self);
	enter(self, next);
	__builtin_unreachable();
}

static void switch_away(struct thread *self)
{
	struct thread *next = next_thread();

	if (next == NULL)
		to_controller(self);
	enter(self, next);
}

static _Noreturn void too_long(struct thread *self, const struct op *op)
{
	standstill_endless(op);
	to_controller(self);
}

static void set_op(struct thread *self, const struct op *op)
{
	self->op = *op;
	if (op->address != 0 && memory_is_private(op->address)) {
		self->op.private = true;
		self->op.address = memory_key(op->address);
	}
	if (op->address2 != 0)
		self->op.address2 = memory_key(op->address2);
}

/*
 * The memory of a process is seen by its own threads alone.  One that has no other, and no signal's handler
 * that might look in the middle, does there what it likes.
 */
static bool is_own_business(const struct thread *self)
{
	return self->op.private && self->op.strike == STRIKE_NOTHING && !self->kernel &&
	       processes.used > 1 && !signals_are_handled(self->process) &&
	       !process_had_others(self->process) && turn_op_is_ready(self);
}

static void wait_for_turn(struct thread *self, const struct op *op)
{
	set_op(self, op);
	fault_hint = op->pc;
	if ((char *)self->frame < self->stack->lowest)
		self->stack->lowest = self->frame;
	world.steps++;
	world.turns++;
	world.weight += 1 + (op->size + op->size2) / 256;
	if (world.steps > world.most_events * 16ul)
		too_long(self, op);
	self->own_business = is_own_business(self);
	if (self->own_business)
		return;
	if (turn_alone()) {
		if (!turn_is_ready(self)) {
			standstill_report();
			to_controller(self);
		}
		return;
	}
	if (world.count >= world.most_events)
		too_long(self, op);
	if (op->kind != OP_LOCAL && !self->spin.spins)
		spin_begin(self);
	switch_away(self);
	if (self->spin.spins)
		spin_end(self);
}

/* After an interruption it has to look whether there still is something to wait for. */
static bool must_look_again(const struct op *op)
{
	return op->kind == OP_PARKED || op->kind == OP_TIMEOUT;
}

bool turn_take(const struct op *op)
{
	struct thread *self = world.self;
	const struct op wanted = *op;

	for (;;) {
		self->cancel.acts = cancel_is_due(self, &wanted);
		if (!self->cancel.acts)
			wait_for_turn(self, &wanted);
		if (self->cancel.acts && !must_look_again(&wanted))
			cancel_end(self); /* whoever sleeps at a condition takes its mutex first */
		if (self->narrivals == 0)
			return !self->cancel.acts;
		if (signals_run_handlers(self) || must_look_again(&wanted))
			return false;
	}
}

/* ---- the event ---- */

static void fill(struct event *event, struct thread *self, bool writes)
{
	const struct op *op = &self->op;

	event->address = op->address;
	event->size = op->size;
	event->address2 = op->address2;
	event->size2 = op->size2;
	event->thread = (uint16_t)self->index;
	event->number = (uint16_t)++self->number;
	event->process = (uint8_t)self->process->index;
	event->amount = op->amount;
	event->strike = op->strike;
	event->target = op->target;
	event->private = op->private;
	event->kind = (uint8_t)op->kind;
	event->alternative = 0;
	event->writes = writes;
	event->atomic = op->atomic;
	event->awaits = op->awaits;
	event->freed = op->freed;
	event->spun = op->spun;
	event->pc = op->pc;
	read_object(op, event->before);
}

void turn_commit(bool writes)
{
	struct thread *self = world.self;
	struct event *event;

	if (turn_alone() || self->own_business)
		return;
	event = &world.events[world.count];
	if (world.count >= history.known) {
		fill(event, self, writes);
		history_add(event, self);
	} else if (!history_repeat(event, self)) {
		standstill_differs(&self->op);
		to_controller(self);
	}
	spin_note(self, writes);
	world.count++;
	if (steps_witness != NULL)
		steps_add();
	search->committed();
}

void turn_divert(struct thread *thread)
{
	races_add_struck(thread);
	if (!turn_alone())
		history_join_event(thread, world.count - 1);
	order_join(thread, world.self);
	thread->op = (struct op){.kind = OP_LOCAL, .pc = thread->op.pc};
	spin_reset(thread);
}

unsigned turn_choose(unsigned alternatives)
{
	struct event *event;

	if (turn_alone() || world.self->own_business || alternatives < 2)
		return 0;
	event = &world.events[world.count - 1];
	event->alternative = (uint8_t)search->choose(alternatives);
	return event->alternative;
}
