/* SPDX-License-Identifier: MIT */
/*
 * Cancellation: a thread that was cancelled ends at its next cancellation point, or at once if it said
 * that it may; its cleanup handlers run, then the destructors of its keys.
 *
 * A request strikes its thread (world.h): it comes before or after each of that one's events.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_CANCEL_H
#define RACELAB_CANCEL_H

#include "world.h"

/* Must the running thread end now, that it is about to do that op? */
static inline bool cancel_is_due(const struct thread *self, const struct op *op)
{
	return self->cancel.requested && !self->cancel.disabled &&
	       (op->cancels || self->cancel.asynchronous);
}

/* It does: cleanup handlers, destructors, the end. */
_Noreturn void cancel_end(struct thread *self);

/* A cancellation point that is no event by itself; nothing where nobody cancels. */
void cancel_point(uintptr_t pc);

/* Runs the cleanup handlers that are left and ends the running thread with that result. */
_Noreturn void cancel_unwind(struct thread *self, void *result, enum ending ending);

#endif
