/* SPDX-License-Identifier: MIT */
/* Modelled calls: condition variables, barriers and semaphores. */
#include "calls.h"

#include <errno.h>
#include <semaphore.h>

struct waiting {
	pthread_mutex_t *mutex;
	uintptr_t pc;
};

/* A wait gives the mutex back only when it has it again, also when the thread is cancelled in it. */
static void have_mutex_again(void *argument)
{
	struct waiting *waiting = argument;

	slot_go_on();
	slot_hold(waiting->mutex, waiting->pc);
}

/* glibc's bit in a condition whose attributes chose CLOCK_MONOTONIC. */
static clockid_t clock_of(const pthread_cond_t *cond)
{
	return cond->__data.__wrefs & 2 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

int cond_await(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock,
	       const struct timespec *deadline, uintptr_t pc)
{
	struct waiting waiting = {mutex, pc};
	struct timespec soon;
	int result;

	slot_release(mutex);
	if (deadline == NULL)
		slot_wait((struct wait){
			.kind = WAIT_COND, .object = cond, .mutex = mutex, .pc = pc});
	else
		slot_wait_timed();
	pthread_cleanup_push(have_mutex_again, &waiting);
	if (deadline == NULL) {
		result = pthread_cond_wait(cond, mutex);
	} else {
		soon = time_soon(clock, deadline);
		/* The tools know this call and not the other. */
		result = clock == clock_of(cond) ? pthread_cond_timedwait(cond, mutex, &soon)
						 : pthread_cond_clockwait(cond, mutex, clock, &soon);
	}
	pthread_cleanup_pop(1);
	if (result == ETIMEDOUT)
		time_skip_to(clock, deadline);
	return result;
}

int __wrap_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, cond, pc);
	return call_leave(cond_await(cond, mutex, CLOCK_REALTIME, NULL, pc));
}

int __wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
				  const struct timespec *deadline)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, cond, pc);
	return call_leave(cond_await(cond, mutex, clock_of(cond), deadline, pc));
}

int __wrap_pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock,
				  const struct timespec *deadline)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, cond, pc);
	return call_leave(cond_await(cond, mutex, clock, deadline, pc));
}

int __wrap_pthread_cond_signal(pthread_cond_t *cond)
{
	call_enter(POINT_GIVE, cond, POINT_PC());
	return call_leave(pthread_cond_signal(cond));
}

int __wrap_pthread_cond_broadcast(pthread_cond_t *cond)
{
	call_enter(POINT_GIVE, cond, POINT_PC());
	return call_leave(pthread_cond_broadcast(cond));
}

int __wrap_pthread_barrier_wait(pthread_barrier_t *barrier)
{
	uintptr_t pc = POINT_PC();
	int result;

	call_enter(POINT_TAKE, barrier, pc);
	slot_wait((struct wait){.kind = WAIT_BARRIER, .object = barrier, .pc = pc});
	result = pthread_barrier_wait(barrier);
	slot_go_on();
	return call_leave(result);
}

/* glibc's waits until all have left that came, which a thread that is still in it never does. */
int __wrap_pthread_barrier_destroy(pthread_barrier_t *barrier)
{
	uintptr_t pc = POINT_PC();
	int result;

	call_enter(POINT_CALL, barrier, pc);
	slot_wait((struct wait){.kind = WAIT_BARRIER, .object = barrier, .pc = pc});
	result = pthread_barrier_destroy(barrier);
	slot_go_on();
	return call_leave(result);
}

int __wrap_sem_wait(sem_t *semaphore)
{
	uintptr_t pc = POINT_PC();
	int result;

	call_enter(POINT_TAKE, semaphore, pc);
	slot_wait((struct wait){.kind = WAIT_SEMAPHORE, .object = semaphore, .pc = pc});
	result = sem_wait(semaphore);
	slot_go_on();
	return call_leave(result);
}

int __wrap_sem_trywait(sem_t *semaphore)
{
	call_enter(POINT_TAKE, semaphore, POINT_PC());
	return call_leave(sem_trywait(semaphore));
}

int __wrap_sem_timedwait(sem_t *semaphore, const struct timespec *deadline)
{
	struct timespec soon;
	int result;

	call_enter(POINT_TAKE, semaphore, POINT_PC());
	soon = time_soon(CLOCK_REALTIME, deadline);
	slot_wait_timed();
	result = sem_timedwait(semaphore, &soon);
	slot_go_on();
	if (result != 0 && errno == ETIMEDOUT)
		time_skip_to(CLOCK_REALTIME, deadline);
	return call_leave(result);
}

int __wrap_sem_post(sem_t *semaphore)
{
	call_enter(POINT_GIVE, semaphore, POINT_PC());
	return call_leave(sem_post(semaphore));
}
