/* SPDX-License-Identifier: MIT */
/* Modelled calls: C11 <threads.h>, as the pthread calls that glibc makes of them. */
#include "calls.h"

#include <errno.h>
#include <string.h>
#include <threads.h>

#include "../rt.h"
#include "thread.h"

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
	CALL_BEGIN();
	call_take(OP_INIT, mutex, 16, POINT_PC());
	turn_commit(true);
	memset(mutex, 0, sizeof *mutex);
	if (type & mtx_recursive)
		((struct model_mutex *)mutex)->kind = PTHREAD_MUTEX_RECURSIVE;
	return thrd_success;
}

void __wrap_mtx_destroy(mtx_t *mutex)
{
	CALL_BEGIN();
	call_take(OP_DESTROY, mutex, 16, POINT_PC());
	turn_commit(true);
	((struct model_mutex *)mutex)->kind = -1;
}

int __wrap_mtx_lock(mtx_t *mutex)
{
	CALL_BEGIN();
	return to_c11(mutex_take((pthread_mutex_t *)mutex, POINT_PC()));
}

int __wrap_mtx_trylock(mtx_t *mutex)
{
	CALL_BEGIN();
	return to_c11(mutex_try((pthread_mutex_t *)mutex, OP_TRYLOCK, POINT_PC()));
}

int __wrap_mtx_timedlock(mtx_t *mutex, const struct timespec *deadline)
{
	CALL_BEGIN();
	return to_c11(mutex_take_until((pthread_mutex_t *)mutex, CLOCK_REALTIME, deadline,
				       POINT_PC()));
}

int __wrap_mtx_unlock(mtx_t *mutex)
{
	CALL_BEGIN();
	return to_c11(mutex_give((pthread_mutex_t *)mutex, POINT_PC()));
}

int __wrap_cnd_init(cnd_t *cond)
{
	CALL_BEGIN();
	call_take(OP_INIT, cond, 8, POINT_PC());
	turn_commit(true);
	memset(cond, 0, sizeof *cond);
	return thrd_success;
}

void __wrap_cnd_destroy(cnd_t *cond)
{
	CALL_BEGIN();
	(void)cond;
}

int __wrap_cnd_wait(cnd_t *cond, mtx_t *mutex)
{
	CALL_BEGIN();
	return to_c11(cond_await((pthread_cond_t *)cond, (pthread_mutex_t *)mutex, NULL,
				 CLOCK_REALTIME, POINT_PC()));
}

int __wrap_cnd_timedwait(cnd_t *cond, mtx_t *mutex, const struct timespec *deadline)
{
	CALL_BEGIN();
	return to_c11(cond_await((pthread_cond_t *)cond, (pthread_mutex_t *)mutex, deadline,
				 CLOCK_REALTIME, POINT_PC()));
}

int __wrap_cnd_signal(cnd_t *cond)
{
	CALL_BEGIN();
	cond_wake((pthread_cond_t *)cond, false, POINT_PC());
	return thrd_success;
}

int __wrap_cnd_broadcast(cnd_t *cond)
{
	CALL_BEGIN();
	cond_wake((pthread_cond_t *)cond, true, POINT_PC());
	return thrd_success;
}

/* A C11 thread returns an int, and a pthread a pointer: the thread's own frame turns it into one. */
static void *run_c11(void *argument)
{
	thrd_start_t work = (thrd_start_t)(uintptr_t)world.self->c11_work;

	return (void *)(intptr_t)work(argument);
}

int __wrap_thrd_create(thrd_t *id, thrd_start_t work, void *argument)
{
	uintptr_t pc = POINT_PC();
	struct thread *thread;

	CALL_BEGIN();
	thread = thread_new(run_c11, argument, false);
	if (thread == NULL)
		return thrd_nomem;
	thread->c11_work = (void *)(uintptr_t)work;
	thread->slot->created = true;
	access_plain((uintptr_t)id, sizeof *id, true, pc);
	*id = thread->id;
	return thrd_success;
}

int __wrap_thrd_join(thrd_t id, int *result)
{
	void *value = NULL;
	int error;

	CALL_BEGIN();
	error = thread_join(id, &value, POINT_PC());
	call_tells(result, sizeof *result, POINT_PC());
	if (error == 0 && result != NULL)
		*result = (int)(intptr_t)value;
	return to_c11(error);
}

int __wrap_thrd_detach(thrd_t id)
{
	struct thread *thread = thread_of(id);

	CALL_BEGIN();
	if (thread == NULL || thread->detached)
		return thrd_error;
	thread->detached = true;
	return thrd_success;
}

thrd_t __wrap_thrd_current(void)
{
	return world.self->id;
}

int __wrap_thrd_equal(thrd_t a, thrd_t b)
{
	return a == b;
}

_Noreturn void __wrap_thrd_exit(int result)
{
	if (world.self->index == 0 && !rt.lab->program)
		call_unsupported("thrd_exit from setup or check", POINT_PC());
	thread_exit((void *)(intptr_t)result);
}

void __wrap_thrd_yield(void)
{
	CALL_BEGIN();
	turn_take(&(struct op){.kind = OP_LOCAL, .pc = POINT_PC()});
}
