/* SPDX-License-Identifier: MIT */
#include "note.h"

#include "history.h"
#include "processes.h"
#include "turn.h"

struct note note_of(const struct event *event)
{
	return (struct note){.address = event->address,
			     .address2 = event->address2,
			     .size = event->size,
			     .size2 = event->size2,
			     .number = event->number,
			     .thread = (uint8_t)event->thread,
			     .process = event->process,
			     .kind = event->kind,
			     .strike = event->writes ? event->strike : STRIKE_NOTHING,
			     .target = event->target,
			     .alternative = event->alternative,
			     .writes = event->writes,
			     .private = event->private};
}

struct note note_of_op(const struct op *op, unsigned thread, unsigned number)
{
	return (struct note){.address = op->address,
			     .address2 = op->address2,
			     .size = op->size,
			     .size2 = op->size2,
			     .number = (uint16_t)number,
			     .thread = (uint8_t)thread,
			     .process = (uint8_t)world.threads[thread].process->index,
			     .kind = (uint8_t)op->kind,
			     .strike = op->strike,
			     .target = op->target,
			     .writes = !turn_only_reads(op->kind),
			     .private = op->private};
}

/* Does the one reach the other, whatever that touches? */
static bool strikes(const struct note *a, const struct note *b)
{
	switch (a->strike) {
	case STRIKE_MEMORY:
		return b->process == a->process && b->writes && b->private;
	case STRIKE_PROCESS:
		return b->process == a->target;
	case STRIKE_SIGNAL:
		return b->process == a->target || (b->writes && op_wakes(b->kind));
	case STRIKE_THREAD:
		return b->thread == a->target || (b->writes && op_wakes(b->kind)) ||
		       (b->strike == STRIKE_THREAD && b->target == a->target);
	default:
		return false;
	}
}

bool op_wakes(enum op_kind kind)
{
	switch (kind) {
	case OP_SIGNAL:
	case OP_BROADCAST:
	case OP_BARRIER:
	case OP_SEM_POST:
	case OP_DEAD:
	case OP_EXPIRE:
	case OP_SEND:
	case OP_CLOSE_END:
	case OP_PIPE_READ:
	case OP_PIPE_TRY_READ:
	case OP_PIPE_WRITE:
	case OP_PIPE_TRY_WRITE:
	case OP_COUNTER_READ:
	case OP_COUNTER_TRY_READ:
	case OP_COUNTER_WRITE:
		return true;
	default:
		return false;
	}
}

static bool meet(const struct note *a, const struct note *b)
{
	if ((a->strike | b->strike) && (strikes(a, b) || strikes(b, a)))
		return true;
	if (a->address == 0 || b->address == 0)
		return false;
	if ((a->writes || b->writes) && ranges_meet(a->address, a->size, b->address, b->size))
		return true;
	if (a->size2 && b->writes && ranges_meet(a->address2, a->size2, b->address, b->size))
		return true;
	return b->size2 && a->writes && ranges_meet(b->address2, b->size2, a->address, a->size);
}

bool note_depend(const struct note *a, const struct note *b)
{
	return a->thread == b->thread || meet(a, b);
}

bool note_can_begin(const struct note *first, const struct note *sequence, unsigned length,
		    unsigned *at)
{
	for (unsigned i = 0; i < length; i++) {
		const struct note *note = &sequence[i];

		if (note->thread == first->thread) {
			*at = i;
			return note->number == first->number &&
			       note->alternative == first->alternative;
		}
		if (meet(note, first)) {
			/* It must not be there later on either. */
			return false;
		}
	}
	*at = length;
	return true;
}
