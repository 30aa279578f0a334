/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Condition variables. */
#include "rules.h"

#define WAITERS 3

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
/* guarded by mutex: */
static int waiting, woken;
static bool go;

static void *wait_for_go(void *unused)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	waiting++;
	while (!go)
		RULE(pthread_cond_wait(&condition, &mutex) == 0);
	woken++;
	RULE(pthread_mutex_unlock(&mutex) == 0);
	return unused;
}

/* pthread_mutex_lock by turns, until that many wait: each look lets the others go on. */
static void lock_when_waiting(int count)
{
	for (;;) {
		RULE(pthread_mutex_lock(&mutex) == 0);
		if (waiting == count)
			return;
		RULE(pthread_mutex_unlock(&mutex) == 0);
		sched_yield();
	}
}

/* pthread_cond_wait: the mutex is released while the thread waits. */
static void a_waiter_lets_others_have_the_mutex(void)
{
	pthread_t waiter;

	waiting = woken = go = 0;
	RULE(pthread_create(&waiter, NULL, wait_for_go, NULL) == 0);
	lock_when_waiting(1);
	go = true;
	RULE(pthread_cond_signal(&condition) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(pthread_join(waiter, NULL) == 0);
	RULE(woken == 1);
}

/* pthread_cond_wait: it returns with the mutex locked: who signalled can keep it back. */
static void a_woken_thread_waits_for_the_mutex(void)
{
	pthread_t waiter;

	waiting = woken = go = 0;
	RULE(pthread_create(&waiter, NULL, wait_for_go, NULL) == 0);
	lock_when_waiting(1);
	go = true;
	RULE(pthread_cond_signal(&condition) == 0);
	RULE(sched_yield() == 0);
	RULE(woken == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(pthread_join(waiter, NULL) == 0);
}

/* pthread_cond_broadcast: all threads that wait are unblocked. */
static void a_broadcast_wakes_all(void)
{
	pthread_t waiters[WAITERS];

	waiting = woken = go = 0;
	for (int i = 0; i < WAITERS; i++)
		RULE(pthread_create(&waiters[i], NULL, wait_for_go, NULL) == 0);
	lock_when_waiting(WAITERS);
	go = true;
	RULE(pthread_cond_broadcast(&condition) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	for (int i = 0; i < WAITERS; i++)
		RULE(pthread_join(waiters[i], NULL) == 0);
	RULE(woken == WAITERS);
}

/* pthread_cond_signal: without a waiter it has no effect, and is not remembered. */
static void a_signal_to_nobody_is_lost(void)
{
	RULE(pthread_cond_signal(&condition) == 0);
	RULE(pthread_cond_broadcast(&condition) == 0);
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_cond_timedwait(&condition, &mutex, &past) == ETIMEDOUT);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* pthread_cond_timedwait: on ETIMEDOUT, too, the mutex is the caller's again. */
static void a_timed_out_wait_has_the_mutex(void)
{
	pthread_mutex_t checking = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

	RULE(pthread_mutex_lock(&checking) == 0);
	RULE(pthread_cond_timedwait(&condition, &checking, &past) == ETIMEDOUT);
	RULE(pthread_mutex_lock(&checking) == EDEADLK);
	RULE(pthread_mutex_unlock(&checking) == 0);
}

/* pthread_cond_timedwait: EINVAL, the time is none; and the mutex has never been given back. */
static void a_time_that_is_none_is_invalid(void)
{
	pthread_mutex_t checking = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

	RULE(pthread_mutex_lock(&checking) == 0);
	RULE(pthread_cond_timedwait(&condition, &checking, &no_time) == EINVAL);
	RULE(pthread_mutex_unlock(&checking) == 0);
}

/* pthread_cond_wait: a recursive mutex that is held once is given back and taken again. */
static void a_recursive_mutex_that_is_held_once_will_do(void)
{
	pthread_mutex_t recursive = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

	RULE(pthread_mutex_lock(&recursive) == 0);
	RULE(pthread_cond_timedwait(&condition, &recursive, &past) == ETIMEDOUT);
	RULE(pthread_mutex_unlock(&recursive) == 0);
	RULE(pthread_mutex_trylock(&recursive) == 0);
	RULE(pthread_mutex_unlock(&recursive) == 0);
}

/* pthread_condattr_getclock: the clock is the system's, unless another is set. */
static void the_clock_is_the_systems(void)
{
	pthread_condattr_t attributes;
	clockid_t clock;

	RULE(pthread_condattr_init(&attributes) == 0);
	RULE(pthread_condattr_getclock(&attributes, &clock) == 0 && clock == CLOCK_REALTIME);
	RULE(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0);
	RULE(pthread_condattr_getclock(&attributes, &clock) == 0 && clock == CLOCK_MONOTONIC);
	RULE(pthread_condattr_destroy(&attributes) == 0);
}

/* pthread_condattr_setclock: EINVAL, the clock is a processor's time, or none at all. */
static void not_every_clock_will_do(void)
{
	pthread_condattr_t attributes;

	RULE(pthread_condattr_init(&attributes) == 0);
	RULE(pthread_condattr_setclock(&attributes, CLOCK_PROCESS_CPUTIME_ID) == EINVAL);
	RULE(pthread_condattr_setclock(&attributes, 77) == EINVAL);
}

/* pthread_cond_timedwait: the time is one of the clock that the condition was made with. */
static void a_wait_goes_by_the_clock_of_its_condition(void)
{
	pthread_condattr_t attributes;
	struct timespec deadline = soon(CLOCK_MONOTONIC);
	pthread_cond_t monotonic;

	RULE(pthread_condattr_init(&attributes) == 0);
	RULE(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0);
	RULE(pthread_cond_init(&monotonic, &attributes) == 0);
	RULE(pthread_mutex_lock(&mutex) == 0);
	while (pthread_cond_timedwait(&monotonic, &mutex, &deadline) == 0)
		;
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(has_come(CLOCK_MONOTONIC, &deadline));
	RULE(pthread_cond_destroy(&monotonic) == 0);
}

/* glibc: pthread_cond_clockwait goes by the clock that it is given, whatever the condition's is. */
static void a_wait_may_go_by_a_clock_of_its_own(void)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_cond_clockwait(&condition, &mutex, CLOCK_MONOTONIC,
				    &(struct timespec){0}) == ETIMEDOUT);
	RULE(pthread_cond_clockwait(&condition, &mutex, CLOCK_MONOTONIC, &no_time) == EINVAL);
	RULE(pthread_cond_clockwait(&condition, &mutex, 77, &past) == EINVAL);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* pthread_cond_destroy: one for which nobody waits is destroyed, and can be made again. */
static void a_destroyed_condition_can_be_made_again(void)
{
	pthread_cond_t made;

	RULE(pthread_cond_init(&made, NULL) == 0);
	RULE(pthread_cond_destroy(&made) == 0);
	RULE(pthread_cond_init(&made, NULL) == 0);
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_cond_timedwait(&made, &mutex, &past) == ETIMEDOUT);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(pthread_cond_destroy(&made) == 0);
}

int main(void)
{
	a_waiter_lets_others_have_the_mutex();
	a_woken_thread_waits_for_the_mutex();
	a_broadcast_wakes_all();
	a_signal_to_nobody_is_lost();
	a_timed_out_wait_has_the_mutex();
	a_time_that_is_none_is_invalid();
	a_recursive_mutex_that_is_held_once_will_do();
	the_clock_is_the_systems();
	not_every_clock_will_do();
	a_wait_goes_by_the_clock_of_its_condition();
	a_wait_may_go_by_a_clock_of_its_own();
	a_destroyed_condition_can_be_made_again();
	return 0;
}
