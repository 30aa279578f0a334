/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Robust mutexes: their owner, a thread or a process, ends without an unlock. */
#include "rules.h"

static pthread_mutex_t *mutex; /* in memory that processes share */

static void make(int kind)
{
	pthread_mutexattr_t attributes;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_settype(&attributes, kind) == 0);
	RULE(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0);
	RULE(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST) == 0);
	RULE(pthread_mutex_init(mutex, &attributes) == 0);
}

static void *take(void *unused)
{
	RULE(pthread_mutex_lock(mutex) == 0);
	return unused;
}

static int take_in_process(void)
{
	return pthread_mutex_lock(mutex);
}

/* Its owner has ended. */
static void abandon(void)
{
	make(PTHREAD_MUTEX_NORMAL);
	in_thread(take, NULL);
}

/* pthread_mutexattr_getrobust: a mutex is not robust, unless it is asked for. */
static void robustness_is_asked_for(void)
{
	pthread_mutexattr_t attributes;
	int robust;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_getrobust(&attributes, &robust) == 0);
	RULE(robust == PTHREAD_MUTEX_STALLED);
	RULE(pthread_mutexattr_setrobust(&attributes, 77) == EINVAL);
	RULE(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST) == 0);
	RULE(pthread_mutexattr_getrobust(&attributes, &robust) == 0);
	RULE(robust == PTHREAD_MUTEX_ROBUST);
}

/* pthread_mutex_lock: EOWNERDEAD, the thread that held it has ended; the caller has it now. */
static void the_next_is_told_that_the_owner_is_dead(void)
{
	abandon();
	RULE(pthread_mutex_lock(mutex) == EOWNERDEAD);
	RULE(pthread_mutex_trylock(mutex) == EBUSY);
	RULE(pthread_mutex_consistent(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

/* pthread_mutex_lock: EOWNERDEAD, the process that held it has ended. */
static void a_process_may_be_the_dead_owner(void)
{
	make(PTHREAD_MUTEX_NORMAL);
	RULE(in_child(take_in_process) == 0);
	RULE(pthread_mutex_lock(mutex) == EOWNERDEAD);
	RULE(pthread_mutex_consistent(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

/* pthread_mutex_trylock: EOWNERDEAD, too. */
static void a_try_is_told_so(void)
{
	abandon();
	RULE(pthread_mutex_trylock(mutex) == EOWNERDEAD);
	RULE(pthread_mutex_consistent(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

/* pthread_mutex_timedlock: EOWNERDEAD, too, and no time-out. */
static void a_timed_lock_is_told_so(void)
{
	abandon();
	RULE(pthread_mutex_timedlock(mutex, &past) == EOWNERDEAD);
	RULE(pthread_mutex_consistent(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

/* pthread_mutex_consistent: after it and an unlock the mutex is as any other. */
static void a_consistent_mutex_is_as_any_other(void)
{
	abandon();
	RULE(pthread_mutex_lock(mutex) == EOWNERDEAD);
	RULE(pthread_mutex_consistent(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
	RULE(pthread_mutex_lock(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
	RULE(pthread_mutex_trylock(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

/* pthread_mutex_unlock: without pthread_mutex_consistent, it is ENOTRECOVERABLE from then on, */
static void an_inconsistent_mutex_is_lost(void)
{
	abandon();
	RULE(pthread_mutex_lock(mutex) == EOWNERDEAD);
	RULE(pthread_mutex_unlock(mutex) == 0);
	RULE(pthread_mutex_lock(mutex) == ENOTRECOVERABLE);
	RULE(pthread_mutex_timedlock(mutex, &past) == ENOTRECOVERABLE);
	/* Last: glibc 2.36 keeps the lock word of such a mutex taken after a try. */
	RULE(pthread_mutex_trylock(mutex) == ENOTRECOVERABLE);
}

/* ... for other processes, too. */
static void a_lost_mutex_is_lost_to_all(void)
{
	abandon();
	RULE(pthread_mutex_lock(mutex) == EOWNERDEAD);
	RULE(pthread_mutex_unlock(mutex) == 0);
	RULE(in_child(take_in_process) == ENOTRECOVERABLE);
}

/* pthread_mutex_destroy, pthread_mutex_init: a lost mutex can be made again. */
static void a_lost_mutex_can_be_made_again(void)
{
	an_inconsistent_mutex_is_lost();
	RULE(pthread_mutex_destroy(mutex) == 0);
	make(PTHREAD_MUTEX_NORMAL);
	RULE(pthread_mutex_lock(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

/* pthread_mutex_consistent: EINVAL, the mutex is robust, but its owner is not dead; */
static void a_good_mutex_is_not_made_consistent(void)
{
	make(PTHREAD_MUTEX_NORMAL);
	RULE(pthread_mutex_consistent(mutex) == EINVAL);
	RULE(pthread_mutex_lock(mutex) == 0);
	RULE(pthread_mutex_consistent(mutex) == EINVAL);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

/* ... or the mutex is not robust at all. */
static void a_plain_mutex_is_not_made_consistent(void)
{
	pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;

	RULE(pthread_mutex_consistent(&plain) == EINVAL);
}

static void *take_dead(void *unused)
{
	RULE(pthread_mutex_lock(mutex) == EOWNERDEAD);
	return unused;
}

/* pthread_mutex_lock: a new owner that ends too, consistent or not, is a dead owner again. */
static void owners_may_die_one_after_the_other(void)
{
	abandon();
	in_thread(take_dead, NULL);
	RULE(pthread_mutex_lock(mutex) == EOWNERDEAD);
	RULE(pthread_mutex_consistent(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

static void *take_three_times(void *unused)
{
	for (int i = 0; i < 3; i++)
		RULE(pthread_mutex_lock(mutex) == 0);
	return unused;
}

/* glibc: a recursive mutex is the new owner's once, however often the dead one held it. */
static void a_recursive_mutex_is_held_once(void)
{
	make(PTHREAD_MUTEX_RECURSIVE);
	in_thread(take_three_times, NULL);
	RULE(pthread_mutex_lock(mutex) == EOWNERDEAD);
	RULE(pthread_mutex_consistent(mutex) == 0);
	RULE(pthread_mutex_unlock(mutex) == 0);
	RULE(in_child(take_in_process) == 0);
}

/* pthread_mutex_lock, unlock: robust, an error-checking mutex checks as ever. */
static void a_robust_mutex_checks_too(void)
{
	make(PTHREAD_MUTEX_ERRORCHECK);
	RULE(pthread_mutex_lock(mutex) == 0);
	RULE(pthread_mutex_lock(mutex) == EDEADLK);
	RULE(pthread_mutex_unlock(mutex) == 0);
}

int main(void)
{
	mutex = shared_memory(sizeof *mutex);
	robustness_is_asked_for();
	the_next_is_told_that_the_owner_is_dead();
	a_process_may_be_the_dead_owner();
	a_try_is_told_so();
	a_timed_lock_is_told_so();
	a_consistent_mutex_is_as_any_other();
	an_inconsistent_mutex_is_lost();
	a_lost_mutex_is_lost_to_all();
	a_lost_mutex_can_be_made_again();
	a_good_mutex_is_not_made_consistent();
	a_plain_mutex_is_not_made_consistent();
	owners_may_die_one_after_the_other();
	a_recursive_mutex_is_held_once();
	a_robust_mutex_checks_too();
	return 0;
}
