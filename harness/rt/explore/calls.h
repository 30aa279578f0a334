/* SPDX-License-Identifier: MIT */
/*
 * What the modelled calls share.  A call of the submission to pthread_mutex_lock arrives at
 * __wrap_pthread_mutex_lock (the linker's --wrap, in the submission alone).  A file calls_X.c holds
 * the calls on X, in the order of the manual; the judge finds out which calls are modelled from
 * the runner's symbols, so defining a __wrap_NAME is all there is to do.
 *
 * Results and error codes are POSIX's; where it leaves them open, glibc's.
 *
 * Threads: the thread that runs.
 */
#ifndef RACELAB_EXPLORE_CALLS_H
#define RACELAB_EXPLORE_CALLS_H

#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "../point.h"
#include "access.h"
#include "history.h"
#include "model.h"
#include "order.h"
#include "turn.h"

/* Where a call leaves what it has to tell must be the program's; it is no event. NULL: nowhere. */
static inline void call_tells(const void *to, size_t bytes, uintptr_t pc)
{
	if (to != NULL)
		access_check((uintptr_t)to, bytes, true, pc);
}

/* Is it of the kernel's things, or the explorer's own?  Else it is one that the program made. */
static inline bool call_is_on_hidden(enum op_kind kind)
{
	return kind == OP_CLOSE_END || kind == OP_LOOK || kind == OP_TRUNCATE ||
	       kind == OP_PARENT || kind == OP_MORTAL || kind == OP_HIDDEN || kind == OP_NAMES;
}

/* An op on an object of that many bytes. */
static inline bool call_take(enum op_kind kind, const void *object, uint32_t size, uintptr_t pc)
{
	if (!call_is_on_hidden(kind))
		call_tells(object, size, pc);
	return turn_take(&(struct op){.kind = kind,
				      .address = (uintptr_t)object,
				      .size = size,
				      .atomic = true,
				      .pc = pc});
}

/* POSIX's way to say that a call has failed: errno is the calling thread's. */
static inline int call_fail(int error)
{
	world.self->error = error;
	return -1;
}

/* Reports a call that the running thread must not make where it is: calls_safety.c. */
void call_check_safety(const char *name, uintptr_t pc);

/* First in every modelled call. */
#define CALL_BEGIN()                                                                               \
	do {                                                                                       \
		TURN_FRAME();                                                                      \
		if (__builtin_expect(world.self->careful, 0))                                      \
			call_check_safety(__func__ + sizeof "__wrap_" - 1, POINT_PC());            \
	} while (0)

/* What of an object the questions in model.h look at. */
#define CALL_OBJECT(object)                                                                        \
	((uint64_t[2]){((const uint64_t *)(object))[0], ((const uint64_t *)(object))[1]})

/* calls_mutex.c: for conditions and C11 mutexes too */
int mutex_take(pthread_mutex_t *mutex, uintptr_t pc);
int mutex_try(pthread_mutex_t *mutex, enum op_kind kind, uintptr_t pc);
int mutex_take_until(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline,
		     uintptr_t pc);
int mutex_give(pthread_mutex_t *mutex, uintptr_t pc);
/* It is free, and now the running thread's.  0, or what a robust one has to say (EOWNERDEAD...). */
int mutex_taken(pthread_mutex_t *mutex, uintptr_t pc);
/* The robust ones that a thread held when it ended lose their owner. */
void mutex_owner_dies(struct thread *owner, uintptr_t pc);
/* Is it one of the waiter's own, that it may wait with? */
bool mutex_is_own(const pthread_mutex_t *mutex);

/* calls_cond.c: for C11 conditions too; deadline NULL: none */
int cond_await(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *deadline,
	       clockid_t clock, uintptr_t pc);
void cond_wake(pthread_cond_t *cond, bool all, uintptr_t pc);

/* calls_thread.c: for C11 threads too */
int thread_create(pthread_t *id, const pthread_attr_t *attributes, void *(*start)(void *),
		  void *argument, uintptr_t pc);
int thread_join(pthread_t id, void **result, uintptr_t pc);

/* calls_time.c: virtual time.  A wait until then, timed out: the thread's clock is put forward. */
bool time_is_valid(const struct timespec *time);
/* Does glibc wait for a time by that clock? */
bool time_is_waited_by(clockid_t clock);
void time_skip_to(clockid_t clock, const struct timespec *deadline);

/* calls_once.c: POSIX's and C11's */
void once_run(int *control, void (*initialiser)(void), uintptr_t pc);

/*
 * As turn_take(), for a call that a signal's handler may interrupt.  False: it did, and the call fails
 * with EINTR.
 */
bool call_take_interruptible(const struct op *op);

/*
 * An object that lies in memory shared between processes, and was not made for that, must not be used by
 * two of them: reports it.
 */
struct model_sharing;
void call_check_sharing(const void *object, struct model_sharing *sharing, uintptr_t pc);

/* Reports a misuse of a modelled object, at the call. */
void call_misuse(const void *object, uintptr_t pc, const char *what);

/* Reports a call that is not modelled, and ends the execution. */
_Noreturn void call_unsupported(const char *name, uintptr_t pc);

#endif
