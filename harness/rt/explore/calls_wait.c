/* SPDX-License-Identifier: MIT */
/* Modelled calls: semaphores, barriers, pthread_once. */
#include "calls.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <threads.h>

#include "memory.h"
#include "signals.h"

/* ---- semaphores ---- */

static struct model_semaphore *semaphore(const sem_t *of)
{
	return (struct model_semaphore *)(uintptr_t)of;
}

int __wrap_sem_init(sem_t *of, int shared, unsigned value)
{
	CALL_BEGIN();
	if (value > SEM_VALUE_MAX)
		return call_fail(EINVAL);
	call_take(OP_INIT, of, 4, POINT_PC());
	turn_commit(true);
	memset(of, 0, sizeof *of);
	semaphore(of)->value = value;
	semaphore(of)->sharing.shared = shared != 0;
	return 0;
}

int __wrap_sem_destroy(sem_t *of)
{
	CALL_BEGIN();
	call_take(OP_DESTROY, of, 4, POINT_PC());
	turn_commit(true);
	return 0;
}

static void sem_taken(sem_t *of)
{
	turn_commit(true);
	order_acquire(of);
	semaphore(of)->value--;
}

static int sem_try(sem_t *of, enum op_kind kind, uintptr_t pc)
{
	call_take(kind, of, 4, pc);
	if (semaphore(of)->value > 0) {
		sem_taken(of);
		return 0;
	}
	turn_commit(false);
	return call_fail(EAGAIN);
}

static int sem_until(sem_t *of, clockid_t clock, const struct timespec *deadline, uintptr_t pc)
{
	if (!time_is_valid(deadline) || !time_is_waited_by(clock)) /* glibc: had at once or not */
		return call_fail(EINVAL);
	if (sem_try(of, OP_SEM_TIMEDWAIT, pc) == 0)
		return 0;
	time_skip_to(clock, deadline);
	return call_fail(ETIMEDOUT);
}

int __wrap_sem_wait(sem_t *of)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	call_check_sharing(of, &semaphore(of)->sharing, pc);
	if (!call_take_interruptible(&(struct op){.kind = OP_SEM_WAIT,
						  .address = (uintptr_t)of,
						  .size = 4,
						  .atomic = true,
						  .pc = pc}))
		return call_fail(EINTR);
	sem_taken(of);
	signals_on_return(pc);
	return 0;
}

int __wrap_sem_trywait(sem_t *of)
{
	CALL_BEGIN();
	return sem_try(of, OP_SEM_TRYWAIT, POINT_PC());
}

int __wrap_sem_timedwait(sem_t *of, const struct timespec *deadline)
{
	CALL_BEGIN();
	return sem_until(of, CLOCK_REALTIME, deadline, POINT_PC());
}

int __wrap_sem_clockwait(sem_t *of, clockid_t clock, const struct timespec *deadline)
{
	CALL_BEGIN();
	return sem_until(of, clock, deadline, POINT_PC());
}

int __wrap_sem_post(sem_t *of)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	call_check_sharing(of, &semaphore(of)->sharing, pc);
	call_take(OP_SEM_POST, of, 4, pc);
	turn_commit(true);
	order_release(of);
	if (semaphore(of)->value == SEM_VALUE_MAX)
		return call_fail(EOVERFLOW);
	semaphore(of)->value++;
	return 0;
}

int __wrap_sem_getvalue(sem_t *of, int *value)
{
	CALL_BEGIN();
	call_take(OP_SEM_VALUE, of, 4, POINT_PC());
	turn_commit(false);
	call_tells(value, sizeof *value, POINT_PC());
	*value = (int)semaphore(of)->value;
	return 0;
}

/* ---- barriers ---- */

static struct model_barrier *barrier(const pthread_barrier_t *of)
{
	return (struct model_barrier *)(uintptr_t)of;
}

int __wrap_pthread_barrier_init(pthread_barrier_t *of, const pthread_barrierattr_t *attributes,
				unsigned threads)
{
	int shared = PTHREAD_PROCESS_PRIVATE;

	CALL_BEGIN();
	if (threads == 0)
		return EINVAL;
	if (attributes != NULL)
		pthread_barrierattr_getpshared(attributes, &shared);
	call_take(OP_INIT, of, 16, POINT_PC());
	turn_commit(true);
	memset(of, 0, sizeof *of);
	barrier(of)->threads = threads;
	barrier(of)->sharing.shared = shared == PTHREAD_PROCESS_SHARED;
	return 0;
}

int __wrap_pthread_barrier_destroy(pthread_barrier_t *of)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	call_take(OP_DESTROY, of, 16, pc);
	turn_commit(true);
	if (barrier(of)->arrived > 0)
		call_misuse(of, pc, "destroyed while a thread waits at it");
	return 0;
}

/* The last one to arrive opens it: those who sleep there know all that everyone did before. */
static void open_barrier(pthread_barrier_t *of)
{
	barrier(of)->arrived = 0;
	barrier(of)->generation++;
	for (unsigned i = 0; i < world.used; i++) {
		struct thread *thread = &world.threads[i];

		if (thread->life != LIFE_ALIVE || thread->op.kind != OP_PARKED ||
		    thread->op.address != memory_key((uintptr_t)of))
			continue;
		thread->op.kind = OP_LOCAL;
		if (!turn_alone())
			history_join_event(thread, world.count - 1);
	}
}

int __wrap_pthread_barrier_wait(pthread_barrier_t *of)
{
	uintptr_t pc = POINT_PC();
	uint32_t generation;

	CALL_BEGIN();
	call_check_sharing(of, &barrier(of)->sharing, pc);
	call_take(OP_BARRIER, of, 16, pc);
	turn_commit(true);
	order_release(of);
	generation = barrier(of)->generation;
	if (++barrier(of)->arrived == barrier(of)->threads) {
		open_barrier(of);
		order_acquire(of);
		return PTHREAD_BARRIER_SERIAL_THREAD;
	}
	while (barrier(of)->generation == generation)
		call_take(OP_PARKED, of, 16, pc);
	order_acquire(of);
	spin_reset(world.self);
	return 0;
}

/* ---- once ---- */

void once_run(int *control, void (*initialiser)(void), uintptr_t pc)
{
	bool new;

	call_take(OP_ONCE, control, sizeof *control, pc);
	new = *control == ONCE_NEW;
	turn_commit(new);
	order_acquire(control);
	if (!new)
		return;
	*control = ONCE_RUNNING;
	initialiser();
	call_take(OP_ONCE_DONE, control, sizeof *control, pc);
	turn_commit(true);
	order_release(control);
	*control = ONCE_DONE;
}

int __wrap_pthread_once(pthread_once_t *control, void (*initialiser)(void))
{
	CALL_BEGIN();
	once_run(control, initialiser, POINT_PC());
	return 0;
}

void __wrap_call_once(once_flag *flag, void (*initialiser)(void))
{
	CALL_BEGIN();
	once_run((int *)flag, initialiser, POINT_PC());
}
