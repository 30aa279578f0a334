/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: cancellation and what pthread_cleanup_push() makes of it.  See cancel.h.
 *
 * The macro of glibc keeps a buffer on the stack, marks the place with __sigsetjmp() and registers the
 * buffer; whoever unwinds jumps there, the handler runs, and __pthread_unwind_next() goes on with the next.
 */
#include "cancel.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <string.h>

#include "../rt.h"
#include "calls.h"
#include "history.h"
#include "thread.h"

static bool used; /* somebody cancels: an earlier execution has shown it */

/* ---- cleanup handlers ---- */

enum { PAD_BEFORE, PAD_DEPTH }; /* of a buffer's own words, what is kept in which */

void __wrap___pthread_register_cancel(__pthread_unwind_buf_t *buffer)
{
	struct thread *self = world.self;

	buffer->__pad[PAD_BEFORE] = self->cancel.cleanup;
	buffer->__pad[PAD_DEPTH] = (void *)(uintptr_t)self->slot->depth;
	self->cancel.cleanup = buffer;
}

void __wrap___pthread_unregister_cancel(__pthread_unwind_buf_t *buffer)
{
	world.self->cancel.cleanup = buffer->__pad[PAD_BEFORE];
}

static _Noreturn void unwind(struct thread *self)
{
	__pthread_unwind_buf_t *buffer = self->cancel.cleanup;
	sigjmp_buf place = {0};

	if (buffer == NULL)
		thread_finish(self);
	self->cancel.cleanup = buffer->__pad[PAD_BEFORE];
	self->slot->depth = (unsigned)(uintptr_t)buffer->__pad[PAD_DEPTH];
	/* The buffer holds the part of a sigjmp_buf that comes before the mask. */
	memcpy(place, buffer->__cancel_jmp_buf, sizeof buffer->__cancel_jmp_buf);
	siglongjmp(place, 1);
}

_Noreturn void __wrap___pthread_unwind_next(__pthread_unwind_buf_t *buffer)
{
	(void)buffer;
	unwind(world.self);
}

_Noreturn void cancel_unwind(struct thread *self, void *result, enum ending ending)
{
	self->result = result;
	self->slot->ending = ending;
	self->cancel.disabled = true;
	unwind(self);
}

_Noreturn void cancel_end(struct thread *self)
{
	self->cancel.acts = false;
	if (self->index == 0 && !rt.lab->program)
		call_unsupported("cancelling the thread that runs setup and check", self->op.pc);
	cancel_unwind(self, PTHREAD_CANCELED, END_CANCELLED);
}

/* ---- the calls ---- */

static void need_events(void)
{
	if (used)
		return;
	used = true; /* sleeps and the like have to be events, from the beginning */
	history.anew = true;
	turn_cut();
}

static void take(enum op_kind kind, struct thread *thread, bool cancels, uintptr_t pc)
{
	turn_take(&(struct op){.kind = kind,
			       .address = (uintptr_t)&thread->cancel.requested,
			       .size = sizeof thread->cancel.requested,
			       .atomic = true,
			       .cancels = cancels,
			       .strike = kind == OP_CANCEL ? STRIKE_THREAD : STRIKE_NOTHING,
			       .target = (uint8_t)thread->index,
			       .pc = pc});
}

void cancel_point(uintptr_t pc)
{
	if (!used)
		return;
	take(OP_CANCEL_POINT, world.self, true, pc);
	turn_commit(false);
}

/* Wherever it is, if that is a cancellation point: it goes on from there to its end. */
static void interrupt(struct thread *thread)
{
	if (thread == world.self || thread->life != LIFE_ALIVE ||
	    !cancel_is_due(thread, &thread->op))
		return;
	turn_divert(thread);
	thread->cancel.acts = true;
}

int __wrap_pthread_cancel(pthread_t id)
{
	struct thread *thread = thread_of(id);
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	if (thread == NULL)
		return ESRCH;
	need_events();
	take(OP_CANCEL, thread, false, pc);
	turn_commit(true);
	thread->cancel.requested = 1;
	interrupt(thread);
	if (cancel_is_due(world.self, &(struct op){.kind = OP_LOCAL}))
		cancel_end(world.self); /* its own, and at once */
	return 0;
}

void __wrap_pthread_testcancel(void)
{
	CALL_BEGIN();
	cancel_point(POINT_PC());
}

static int change(bool *flag, bool value, uintptr_t pc)
{
	struct thread *self = world.self;

	if (used) {
		take(OP_CANCEL_STATE, self, false, pc);
		turn_commit(true);
	}
	*flag = value;
	if (cancel_is_due(self, &(struct op){.kind = OP_LOCAL}))
		cancel_end(self);
	return 0;
}

int __wrap_pthread_setcancelstate(int state, int *old)
{
	struct cancel *own = &world.self->cancel;

	CALL_BEGIN();
	if (state != PTHREAD_CANCEL_ENABLE && state != PTHREAD_CANCEL_DISABLE)
		return EINVAL;
	call_tells(old, sizeof *old, POINT_PC());
	if (old != NULL)
		*old = own->disabled ? PTHREAD_CANCEL_DISABLE : PTHREAD_CANCEL_ENABLE;
	return change(&own->disabled, state == PTHREAD_CANCEL_DISABLE, POINT_PC());
}

int __wrap_pthread_setcanceltype(int type, int *old)
{
	struct cancel *own = &world.self->cancel;

	CALL_BEGIN();
	if (type != PTHREAD_CANCEL_DEFERRED && type != PTHREAD_CANCEL_ASYNCHRONOUS)
		return EINVAL;
	call_tells(old, sizeof *old, POINT_PC());
	if (old != NULL)
		*old = own->asynchronous ? PTHREAD_CANCEL_ASYNCHRONOUS : PTHREAD_CANCEL_DEFERRED;
	return change(&own->asynchronous, type == PTHREAD_CANCEL_ASYNCHRONOUS, POINT_PC());
}
