/* SPDX-License-Identifier: MIT */
#include "standstill.h"

#include <stdio.h>

#include "../deadlock.h"
#include "../report.h"
#include "../rt.h"
#include "files.h"
#include "memory.h"
#include "turn.h"

struct thread *standstill_time_passes(void)
{
	for (unsigned i = 0; i < world.used; i++)
		if (turn_awaits_time(&world.threads[i]))
			return &world.threads[i];
	return NULL;
}

static enum wait_kind kind_of(const struct op *op)
{
	switch (op->kind) {
	case OP_READ_LOCK:
		return WAIT_READ_LOCK;
	case OP_WRITE_LOCK:
		return WAIT_WRITE_LOCK;
	case OP_SEM_WAIT:
		return WAIT_SEMAPHORE;
	case OP_BARRIER:
		return WAIT_BARRIER;
	case OP_ONCE:
		return WAIT_ONCE;
	case OP_JOIN:
		return WAIT_JOIN;
	case OP_PARKED: /* at a condition a wait can be cancelled, at a barrier it cannot */
		return op->cancels ? WAIT_COND : WAIT_BARRIER;
	case OP_WAIT_CHILD:
	case OP_WAIT_ANY:
		return WAIT_CHILD;
	case OP_PIPE_READ:
	case OP_PIPE_WRITE:
	case OP_COUNTER_READ:
	case OP_COUNTER_WRITE:
	case OP_POLL:
		return WAIT_PIPE;
	case OP_PAUSE:
	case OP_SUSPEND:
	case OP_SIGWAIT:
		return WAIT_SIGNAL;
	default:
		return WAIT_MUTEX;
	}
}

/* What is the kernel's has no name in the program. */
static const void *object_of(const struct op *op)
{
	return memory_is_the_programs(op->address) ? (const void *)memory_address(op->address) : NULL;
}

/* ../deadlock.c reads who waits for what from the slots. */
static void fill_slot(const struct thread *thread)
{
	struct slot *slot = thread->slot;

	slot->wait = (struct wait){.kind = kind_of(&thread->op),
				   .object = object_of(&thread->op),
				   .pc = thread->op.pc};
	if (thread->op.kind == OP_JOIN && thread->joins != NULL)
		slot->wait.thread = thread->joins->slot;
	if (thread->op.kind == OP_JOIN && thread->op.pc == 0)
		slot->wait.kind = WAIT_RUN_END; /* the scenario's own wait for its bodies */
	slot->wait_since = rt_now_usec();
	atomic_store(&slot->activity, SLOT_WAITING);
}

/* Of a wait at a pipe: who has its other end. */
static void add_ends(struct wire_finding *finding, const struct slot *waiter)
{
	const struct thread *thread = &world.threads[waiter - slot_table->slots];
	const struct channel *channel = (const struct channel *)thread->op.address;

	if (thread->op.kind == OP_PIPE_READ)
		files_add_holders(finding, channel, true);
	else if (thread->op.kind == OP_PIPE_WRITE)
		files_add_holders(finding, channel, false);
}

static struct thread *find_spinner(void)
{
	for (unsigned i = 0; i < world.used; i++)
		if (world.threads[i].life == LIFE_ALIVE && world.threads[i].spin.spins &&
		    !world.threads[i].spin.asked)
			return &world.threads[i];
	return NULL;
}

static void report_spinner(const struct thread *spinner)
{
	struct wire_finding *finding =
		report_begin(FINDING_LIVELOCK, spinner->op.pc,
			     "a loop looks again and again, and nobody is left to change what it "
			     "looks at");
	struct wire_place *place;

	if (finding == NULL)
		return;
	place = report_place(finding, spinner->slot->name, "spins", spinner->op.pc);
	place->object = report_object((const void *)memory_address(spinner->op.address));
	report_callers(place, spinner->slot);
	report_end(finding);
}

void standstill_report(void)
{
	const struct thread *spinner = find_spinner();
	bool waits = false;

	for (unsigned i = 0; i < world.used; i++) {
		struct thread *thread = &world.threads[i];

		if (thread->life != LIFE_ALIVE || thread->kernel)
			continue;
		fill_slot(thread);
		waits = true;
	}
	if (!waits)
		return;
	world.failed = true;
	world.cut = true;
	atomic_store(&slot_table->over, world.over);
	deadlock_add_more = add_ends;
	if (spinner != NULL)
		report_spinner(spinner);
	else
		deadlock_report();
}

void standstill_differs(const struct op *op)
{
	world.failed = true;
	world.cut = true;
	report_here(FINDING_NONDETERMINISM, op->pc, (const void *)memory_address(op->address),
		    "the same schedule from the same start leads elsewhere: the program depends on "
		    "something that explore does not control");
}

void standstill_endless(const struct op *op)
{
	struct wire_finding *finding;
	struct wire_place *place;

	world.cut = true;
	rt.wire->too_long++;
	/* A whole program may well be as long; a scenario was made to be short. */
	if (rt.lab->program)
		return;
	world.failed = true;
	finding = report_begin(FINDING_LIVELOCK, op->pc,
			       "still running after %llu steps: it waits for something that nobody "
			       "will do, or the scenario is too large for explore",
			       (unsigned long long)world.steps - 1);
	if (finding == NULL)
		return;
	place = report_place(finding, world.self->slot->name, "here", op->pc);
	place->object = report_object((const void *)memory_address(op->address));
	report_callers(place, world.self->slot);
	report_end(finding);
}
