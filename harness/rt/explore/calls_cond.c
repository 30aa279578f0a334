/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: condition variables.
 *
 * A wait is three steps: it enqueues (while the mutex is still held, so nobody can see this apart
 * from the next), gives the mutex back, and sleeps until a signal takes it out of the queue or, if
 * there is a deadline, until it takes itself out; then it takes the mutex like anybody else.  Which
 * waiter a signal wakes POSIX leaves open: each is tried.
 */
#include "calls.h"

#include <errno.h>
#include <string.h>

#include "../rt.h"
#include "cancel.h"
#include "memory.h"
#include "races.h"
#include "search.h"

#define BYTES 8 /* of the model that change: the queue */

static struct model_cond *model(const pthread_cond_t *cond)
{
	return (struct model_cond *)(uintptr_t)cond;
}

static uint64_t bit(const struct thread *thread)
{
	return (uint64_t)1 << thread->index;
}

static clockid_t clock_of(const pthread_cond_t *cond)
{
	return model(cond)->clock == 0 ? CLOCK_REALTIME : (clockid_t)(model(cond)->clock - 1);
}

static void enqueue(pthread_cond_t *cond, uintptr_t pc)
{
	call_take(OP_WAIT, cond, BYTES, pc);
	turn_commit(true);
	model(cond)->waiters |= bit(world.self);
	world.self->signalled = false;
}

/* Not woken: it wakes by itself, since its time has come, or for no reason at all. */
static void leave_queue(pthread_cond_t *cond)
{
	turn_commit(true);
	model(cond)->waiters &= ~bit(world.self);
}

static void give_for_waiting(pthread_mutex_t *mutex, uintptr_t pc, uint32_t *count)
{
	struct model_mutex *m = (struct model_mutex *)mutex;

	*count = m->count;
	m->count = 0;
	mutex_give(mutex, pc);
}

static int take_after_waiting(pthread_mutex_t *mutex, uintptr_t pc, uint32_t count, bool has_turn)
{
	int result;

	if (!has_turn)
		call_take(OP_LOCK, mutex, 16, pc);
	result = mutex_taken(mutex, pc);
	if (result != ENOTRECOVERABLE)
		((struct model_mutex *)mutex)->count = count;
	return result;
}

static struct op op_at(pthread_cond_t *cond, bool wakes_itself, uintptr_t pc)
{
	return (struct op){.kind = wakes_itself ? OP_TIMEOUT : OP_PARKED,
			   .address = (uintptr_t)cond,
			   .size = BYTES,
			   .atomic = true,
			   .cancels = true,
			   .pc = pc};
}

/* Sleeps until it is sent for, or wakes by itself.  False: neither; it looks again, or is cancelled. */
static bool sleep_at(pthread_cond_t *cond, pthread_mutex_t *mutex, bool wakes_itself, uintptr_t pc)
{
	const struct op op = op_at(cond, wakes_itself, pc);

	world.self->wants = (struct op){.kind = OP_LOCK,
					.address = memory_key((uintptr_t)mutex),
					.size = 16,
					.atomic = true,
					.private = memory_is_private((uintptr_t)mutex),
					.pc = pc};
	return turn_take(&op);
}

/*
 * Sent for before it slept, or in the middle of a signal's handler: nobody has joined the two yet, nor
 * seen that it might have woken by itself before.
 */
static void join_waker(pthread_cond_t *cond, bool wakes_itself, uintptr_t pc)
{
	struct thread *self = world.self;
	struct op op = op_at(cond, true, pc);

	if (self->woken_by < 0)
		return;
	op.private = memory_is_private((uintptr_t)cond);
	op.address = memory_key((uintptr_t)cond);
	if (wakes_itself)
		races_add_missed(self, &op, (unsigned)self->woken_by);
	history_join_event(self, (unsigned)self->woken_by);
}

/* POSIX: it ends with its mutex held, and has used up nobody's signal. */
static _Noreturn void end_cancelled(pthread_cond_t *cond, pthread_mutex_t *mutex, uint32_t count,
				    uintptr_t pc)
{
	struct thread *self = world.self;
	bool has_turn = false;

	self->cancel.acts = false;
	self->cancel.disabled = true;
	while (!has_turn && !self->signalled)
		has_turn = sleep_at(cond, mutex, true, pc);
	if (!self->signalled)
		leave_queue(cond);
	else if (!has_turn)
		join_waker(cond, true, pc);
	take_after_waiting(mutex, pc, count, has_turn && self->signalled);
	if (self->signalled)
		cond_wake(cond, false, pc);
	cancel_end(self);
}

static int wake_by_itself(pthread_cond_t *cond, pthread_mutex_t *mutex, uint32_t count,
			  const struct timespec *deadline, clockid_t clock, uintptr_t pc)
{
	int result;

	leave_queue(cond);
	if (deadline != NULL)
		time_skip_to(clock, deadline);
	result = take_after_waiting(mutex, pc, count, false);
	return result == 0 && deadline != NULL ? ETIMEDOUT : result;
}

static int check_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *deadline,
		      uintptr_t pc)
{
	if (deadline != NULL && !time_is_valid(deadline))
		return EINVAL;
	call_check_sharing(cond, &model(cond)->sharing, pc);
	if (mutex_is_own(mutex))
		return 0;
	call_misuse(mutex, pc, "a wait with a mutex that the thread does not hold");
	return EPERM;
}

int cond_await(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *deadline,
	       clockid_t clock, uintptr_t pc)
{
	bool wakes_itself = deadline != NULL || rt.job->spurious, has_turn = false;
	struct thread *self = world.self;
	int error = check_wait(cond, mutex, deadline, pc);
	uint32_t count;

	if (error != 0)
		return error;
	if (cancel_is_due(self, &(struct op){.cancels = true}))
		cancel_end(self);
	enqueue(cond, pc);
	give_for_waiting(mutex, pc, &count);
	/* Also if it is sent for already: which of the two came first nobody can tell. */
	self->cancel.acts = cancel_is_due(self, &(struct op){.cancels = true});
	while (!has_turn && !self->signalled && !self->cancel.acts)
		has_turn = sleep_at(cond, mutex, wakes_itself, pc);
	if (self->cancel.acts)
		end_cancelled(cond, mutex, count, pc);
	if (!self->signalled)
		return wake_by_itself(cond, mutex, count, deadline, clock, pc);
	if (!has_turn)
		join_waker(cond, wakes_itself, pc);
	spin_reset(self); /* it was sent for: whatever it finds, it did not just look again */
	return take_after_waiting(mutex, pc, count, has_turn);
}

/* ---- waking ---- */

/* The waiter, if it sleeps already, now waits for its mutex. */
static void wake(struct thread *waiter, pthread_cond_t *cond)
{
	struct op op = waiter->op;

	model(cond)->waiters &= ~bit(waiter);
	waiter->signalled = true;
	waiter->woken_by = turn_alone() ? -1 : (int)world.count - 1;
	if (op.address != memory_key((uintptr_t)cond) || (op.kind != OP_PARKED && op.kind != OP_TIMEOUT))
		return; /* it has enqueued, and is about to give its mutex back */
	if (op.kind == OP_TIMEOUT && waiter->woken_by >= 0)
		races_add_missed(waiter, &op, (unsigned)waiter->woken_by);
	waiter->op = waiter->wants;
	if (waiter->woken_by >= 0)
		history_join_event(waiter, (unsigned)waiter->woken_by);
}

static struct thread *nth_waiter(uint64_t waiters, unsigned n)
{
	while (n-- > 0)
		waiters &= waiters - 1;
	return &world.threads[__builtin_ctzll(waiters)];
}

void cond_wake(pthread_cond_t *cond, bool all, uintptr_t pc)
{
	uint64_t waiters;

	call_check_sharing(cond, &model(cond)->sharing, pc);
	call_take(all ? OP_BROADCAST : OP_SIGNAL, cond, BYTES, pc);
	waiters = model(cond)->waiters;
	turn_commit(waiters != 0);
	if (waiters == 0)
		return;
	if (!all) {
		unsigned count = (unsigned)__builtin_popcountll(waiters);

		wake(nth_waiter(waiters, turn_choose(count)), cond);
		return;
	}
	for (; waiters != 0; waiters &= waiters - 1)
		wake(nth_waiter(waiters, 0), cond);
}

/* ---- the calls ---- */

int __wrap_pthread_cond_init(pthread_cond_t *cond, const pthread_condattr_t *attributes)
{
	clockid_t clock = CLOCK_REALTIME;
	int shared = PTHREAD_PROCESS_PRIVATE;

	CALL_BEGIN();
	if (attributes != NULL) {
		pthread_condattr_getclock(attributes, &clock);
		pthread_condattr_getpshared(attributes, &shared);
	}
	call_take(OP_INIT, cond, BYTES, POINT_PC());
	turn_commit(true);
	memset(cond, 0, sizeof *cond);
	model(cond)->clock = (uint32_t)clock + 1;
	model(cond)->sharing.shared = shared == PTHREAD_PROCESS_SHARED;
	return 0;
}

int __wrap_pthread_cond_destroy(pthread_cond_t *cond)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	call_take(OP_DESTROY, cond, BYTES, pc);
	turn_commit(true);
	if (model(cond)->waiters != 0)
		call_misuse(cond, pc, "destroyed while a thread waits for it");
	return 0;
}

int __wrap_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
	CALL_BEGIN();
	return cond_await(cond, mutex, NULL, CLOCK_REALTIME, POINT_PC());
}

int __wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
				  const struct timespec *deadline)
{
	CALL_BEGIN();
	return cond_await(cond, mutex, deadline, clock_of(cond), POINT_PC());
}

int __wrap_pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock,
				  const struct timespec *deadline)
{
	CALL_BEGIN();
	if (!time_is_waited_by(clock))
		return EINVAL;
	return cond_await(cond, mutex, deadline, clock, POINT_PC());
}

int __wrap_pthread_cond_signal(pthread_cond_t *cond)
{
	CALL_BEGIN();
	cond_wake(cond, false, POINT_PC());
	return 0;
}

int __wrap_pthread_cond_broadcast(pthread_cond_t *cond)
{
	CALL_BEGIN();
	cond_wake(cond, true, POINT_PC());
	return 0;
}
