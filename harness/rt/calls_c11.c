/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: C11 <threads.h>, as the pthread calls that glibc makes of them.  The tools know
 * those and not these, so they too see more this way.
 */
#include "calls.h"

#include <errno.h>
#include <stdlib.h>
#include <threads.h>

#include "fresh.h"
#include "pool.h"

_Static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t), "glibc's mtx_t holds a pthread_mutex_t");
_Static_assert(sizeof(cnd_t) == sizeof(pthread_cond_t), "glibc's cnd_t holds a pthread_cond_t");

static int to_c11(int error)
{
	switch (error) {
	case 0:
		return thrd_success;
	case EBUSY:
		return thrd_busy;
	case ETIMEDOUT:
		return thrd_timedout;
	case ENOMEM:
	case EAGAIN:
		return thrd_nomem;
	default:
		return thrd_error;
	}
}

int __wrap_mtx_init(mtx_t *mutex, int type)
{
	pthread_mutexattr_t attributes;
	int error;

	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_settype(&attributes, type & mtx_recursive ? PTHREAD_MUTEX_RECURSIVE
								    : PTHREAD_MUTEX_NORMAL);
	error = pthread_mutex_init((pthread_mutex_t *)mutex, &attributes);
	pthread_mutexattr_destroy(&attributes);
	return to_c11(error);
}

void __wrap_mtx_destroy(mtx_t *mutex)
{
	pthread_mutex_destroy((pthread_mutex_t *)mutex);
}

int __wrap_mtx_lock(mtx_t *mutex)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, mutex, pc);
	return call_leave(to_c11(mutex_take((pthread_mutex_t *)mutex, pc)));
}

int __wrap_mtx_trylock(mtx_t *mutex)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, mutex, pc);
	return call_leave(to_c11(mutex_try((pthread_mutex_t *)mutex, pc)));
}

int __wrap_mtx_timedlock(mtx_t *mutex, const struct timespec *deadline)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, mutex, pc);
	return call_leave(
		to_c11(mutex_take_until((pthread_mutex_t *)mutex, CLOCK_REALTIME, deadline, pc)));
}

int __wrap_mtx_unlock(mtx_t *mutex)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_GIVE, mutex, pc);
	return call_leave(to_c11(mutex_give((pthread_mutex_t *)mutex, pc)));
}

int __wrap_cnd_init(cnd_t *cond)
{
	return to_c11(pthread_cond_init((pthread_cond_t *)cond, NULL));
}

void __wrap_cnd_destroy(cnd_t *cond)
{
	pthread_cond_destroy((pthread_cond_t *)cond);
}

int __wrap_cnd_wait(cnd_t *cond, mtx_t *mutex)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, cond, pc);
	return call_leave(to_c11(cond_await((pthread_cond_t *)cond, (pthread_mutex_t *)mutex,
					    CLOCK_REALTIME, NULL, pc)));
}

int __wrap_cnd_timedwait(cnd_t *cond, mtx_t *mutex, const struct timespec *deadline)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, cond, pc);
	return call_leave(to_c11(cond_await((pthread_cond_t *)cond, (pthread_mutex_t *)mutex,
					    CLOCK_REALTIME, deadline, pc)));
}

int __wrap_cnd_signal(cnd_t *cond)
{
	call_enter(POINT_GIVE, cond, POINT_PC());
	return call_leave(to_c11(pthread_cond_signal((pthread_cond_t *)cond)));
}

int __wrap_cnd_broadcast(cnd_t *cond)
{
	call_enter(POINT_GIVE, cond, POINT_PC());
	return call_leave(to_c11(pthread_cond_broadcast((pthread_cond_t *)cond)));
}

struct c11_start {
	thrd_start_t work;
	void *argument;
};

static void *run_c11(void *argument)
{
	struct c11_start start = *(struct c11_start *)argument;

	free(argument);
	return (void *)(intptr_t)start.work(start.argument);
}

int __wrap_thrd_create(thrd_t *thread, thrd_start_t work, void *argument)
{
	uintptr_t pc = POINT_PC();
	struct c11_start *start = malloc(sizeof *start);
	int error;

	if (start == NULL)
		return thrd_nomem;
	*start = (struct c11_start){work, argument};
	call_enter(POINT_CALL, NULL, pc);
	error = thread_create(thread, NULL, run_c11, start, pc);
	if (error != 0)
		free(start);
	return call_leave(to_c11(error));
}

int __wrap_thrd_join(thrd_t thread, int *result)
{
	uintptr_t pc = POINT_PC();
	void *value = NULL;
	int error;

	call_enter(POINT_CALL, NULL, pc);
	error = thread_join(thread, &value, pc);
	if (error == 0 && result != NULL)
		*result = (int)(intptr_t)value;
	return call_leave(to_c11(error));
}

_Noreturn void __wrap_thrd_exit(int result)
{
	void *value = (void *)(intptr_t)result;

	call_enter(POINT_CALL, NULL, POINT_PC());
	call_leave(0);
	if (rt.job->mode == MODE_POOL)
		pool_exit(value);
	fresh_exit(value);
}
