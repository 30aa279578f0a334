/* SPDX-License-Identifier: MIT */
/* Modelled calls: the lives of threads. */
#include "calls.h"

#include <sched.h>

#include "fresh.h"
#include "pool.h"

static bool pooled(void)
{
	return rt.job->mode == MODE_POOL;
}

int thread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
		  void *argument, uintptr_t pc)
{
	struct slot *slot;
	int error;

	(void)pc;
	slot = slot_claim(NULL);
	slot->created = true;
	error = pooled() ? pool_create(thread, start, argument, slot)
			 : fresh_create(thread, attributes, start, argument, slot);
	if (error != 0)
		atomic_store(&slot->activity, SLOT_FREE);
	return error;
}

int thread_join(pthread_t thread, void **result, uintptr_t pc)
{
	int error;

	slot_wait((struct wait){.kind = WAIT_JOIN, .thread = slot_of_thread(thread), .pc = pc});
	error = pooled() ? pool_join(thread, result) : pthread_join(thread, result);
	slot_go_on();
	return error;
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
			  void *(*start)(void *), void *argument)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_CALL, NULL, pc);
	return call_leave(thread_create(thread, attributes, start, argument, pc));
}

int __wrap_pthread_join(pthread_t thread, void **result)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_CALL, NULL, pc);
	return call_leave(thread_join(thread, result, pc));
}

int __wrap_pthread_detach(pthread_t thread)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	return call_leave(pooled() ? 0 : pthread_detach(thread));
}

int __wrap_pthread_cancel(pthread_t thread)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	return call_leave(pooled() ? pool_cancel(thread) : pthread_cancel(thread));
}

_Noreturn void __wrap_pthread_exit(void *result)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	call_leave(0);
	if (pooled())
		pool_exit(result);
	fresh_exit(result);
}

/* The initialiser of the pthread_once() that this thread is in. */
static _Thread_local void (*once_initialiser)(void);

static void run_initialiser(void)
{
	slot_go_on();
	once_initialiser();
}

int __wrap_pthread_once(pthread_once_t *control, void (*initialiser)(void))
{
	uintptr_t pc = POINT_PC();
	void (*outer)(void) = once_initialiser;
	int result;

	call_enter(POINT_TAKE, control, pc);
	once_initialiser = initialiser;
	slot_wait((struct wait){.kind = WAIT_ONCE, .object = control, .pc = pc});
	result = pthread_once(control, run_initialiser);
	slot_go_on();
	once_initialiser = outer;
	return call_leave(result);
}

/*
 * Threads pinned to one processor are no less concurrent, only less often seen to be.  The runner
 * has placed them; a program that asks for a place of its own is told that it has it.
 */
int __wrap_pthread_setaffinity_np(pthread_t thread, size_t size, const cpu_set_t *set)
{
	(void)thread;
	(void)size;
	(void)set;
	call_enter(POINT_CALL, NULL, POINT_PC());
	return call_leave(0);
}

int __wrap_sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set)
{
	(void)pid;
	(void)size;
	(void)set;
	call_enter(POINT_CALL, NULL, POINT_PC());
	return call_leave(0);
}
