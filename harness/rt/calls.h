/* SPDX-License-Identifier: MIT */
/*
 * What all modelled calls share.  A call of the submission to pthread_mutex_lock arrives at
 * __wrap_pthread_mutex_lock (the linker's --wrap, in the submission alone) and looks like this:
 *
 *	call_enter(POINT_TAKE, mutex, POINT_PC());     one schedule point, before the effect
 *	...                                            the real call, with the slot kept up to date
 *	return call_leave(result);
 *
 * A file calls_X.c holds the calls on X, in the order of the manual.  The judge finds out which
 * calls are wrapped from the runner's symbols: defining a __wrap_NAME is all there is to do.
 *
 * Threads: any thread of the program.
 */
#ifndef RACELAB_CALLS_H
#define RACELAB_CALLS_H

#include <pthread.h>
#include <time.h>

#include "point.h"
#include "rt.h"

/* The frames that libtsan, or own_access.c, keeps of the calling thread. */
void __tsan_func_entry(void *return_address);
void __tsan_func_exit(void);

/*
 * The frame makes libtsan's reports name the submission's line: without it they would show the
 * wrapper, which is not instrumented.
 */
static inline void call_enter(enum point_kind kind, const void *object, uintptr_t pc)
{
	__tsan_func_entry((void *)(pc + 1));
	point(kind, object, pc);
}

static inline int call_leave(int result)
{
	__tsan_func_exit();
	return result;
}

/* calls_mutex.c: for conditions and C11 mutexes too */
int mutex_take(pthread_mutex_t *mutex, uintptr_t pc);
int mutex_try(pthread_mutex_t *mutex, uintptr_t pc);
int mutex_take_until(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline,
		     uintptr_t pc);
int mutex_give(pthread_mutex_t *mutex, uintptr_t pc);
bool mutex_is_shared(const pthread_mutex_t *mutex);

/* calls_cond.c: for C11 conditions too; deadline NULL: none */
int cond_await(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock,
	       const struct timespec *deadline, uintptr_t pc);

/* calls_thread.c: for C11 threads too */
int thread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
		  void *argument, uintptr_t pc);
int thread_join(pthread_t thread, void **result, uintptr_t pc);

/*
 * calls_process.c: whatever ends this process is a whole program's own end, and not a run that broke
 * off.  Before anything of the program runs.
 */
void process_await_exit(void);

/*
 * Virtual time (calls_time.c): waiting costs little and orders nothing.  A wait until some time
 * really lasts a moment, and then the program's clocks are put forward to that time.
 */
void time_now(clockid_t clock, struct timespec *now);
/* A real deadline, soon, that stands for that one. */
struct timespec time_soon(clockid_t clock, const struct timespec *deadline);
/* The wait for that deadline has timed out. */
void time_skip_to(clockid_t clock, const struct timespec *deadline);

#endif
