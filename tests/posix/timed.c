/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Locks and waits with a deadline. */
#include "rules.h"

#include <semaphore.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t semaphore;

static void make(pthread_mutex_t *of, int kind)
{
	pthread_mutexattr_t attributes;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_settype(&attributes, kind) == 0);
	RULE(pthread_mutex_init(of, &attributes) == 0);
}

/* pthread_mutex_timedlock: it shall not fail with a time-out if the mutex can be locked at once. */
static void a_free_mutex_is_had_though_the_time_is_past(void)
{
	RULE(pthread_mutex_timedlock(&mutex, &past) == 0);
	RULE(pthread_mutex_trylock(&mutex) == EBUSY);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* pthread_mutex_timedlock: the time need not be valid if the mutex can be locked at once. */
static void a_free_mutex_is_had_though_the_time_is_none(void)
{
	RULE(pthread_mutex_timedlock(&mutex, &no_time) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* pthread_mutex_timedlock: ETIMEDOUT, the mutex could not be locked before the time. */
static void a_locked_mutex_times_out(void)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_timedlock(&mutex, &past) == ETIMEDOUT);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* pthread_mutex_timedlock: EINVAL, it would have blocked, and the nanoseconds are out of range. */
static void a_time_that_is_none_is_invalid(void)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_timedlock(&mutex, &no_time) == EINVAL);
	RULE(pthread_mutex_timedlock(&mutex, &(struct timespec){1, -1}) == EINVAL);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* pthread_mutex_timedlock: the time-out is not before the time has come, by the real-time clock. */
static void a_lock_waits_until_its_time(void)
{
	struct timespec deadline = soon(CLOCK_REALTIME);

	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_timedlock(&mutex, &deadline) == ETIMEDOUT);
	RULE(has_come(CLOCK_REALTIME, &deadline));
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* pthread_mutex_timedlock: EDEADLK, an error-checking mutex is the caller's, whatever the time. */
static void an_error_checking_mutex_tells_of_a_self_lock(void)
{
	pthread_mutex_t checking;

	make(&checking, PTHREAD_MUTEX_ERRORCHECK);
	RULE(pthread_mutex_timedlock(&checking, &past) == 0);
	RULE(pthread_mutex_timedlock(&checking, &past) == EDEADLK);
	RULE(pthread_mutex_unlock(&checking) == 0);
}

/* pthread_mutex_timedlock: as pthread_mutex_lock, of a recursive mutex it counts. */
static void a_recursive_mutex_counts(void)
{
	pthread_mutex_t recursive;

	make(&recursive, PTHREAD_MUTEX_RECURSIVE);
	RULE(pthread_mutex_timedlock(&recursive, &past) == 0);
	RULE(pthread_mutex_timedlock(&recursive, &past) == 0);
	RULE(pthread_mutex_unlock(&recursive) == 0);
	RULE(pthread_mutex_unlock(&recursive) == 0);
}

/* glibc: pthread_mutex_clocklock measures by the clock that it is given. */
static void a_lock_may_go_by_the_monotonic_clock(void)
{
	struct timespec deadline = soon(CLOCK_MONOTONIC);

	RULE(pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &deadline) == 0);
	RULE(pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &deadline) == ETIMEDOUT);
	RULE(has_come(CLOCK_MONOTONIC, &deadline));
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* glibc: pthread_mutex_clocklock knows CLOCK_REALTIME and CLOCK_MONOTONIC; EINVAL for any other. */
static void a_lock_goes_by_no_other_clock(void)
{
	RULE(pthread_mutex_clocklock(&mutex, CLOCK_PROCESS_CPUTIME_ID, &past) == EINVAL);
	RULE(pthread_mutex_trylock(&mutex) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

/* pthread_rwlock_timedrdlock, timedwrlock: no time-out if the lock can be had at once. */
static void a_free_rwlock_is_had_though_the_time_is_past(void)
{
	RULE(pthread_rwlock_timedrdlock(&rwlock, &past) == 0);
	RULE(pthread_rwlock_unlock(&rwlock) == 0);
	RULE(pthread_rwlock_timedwrlock(&rwlock, &past) == 0);
	RULE(pthread_rwlock_unlock(&rwlock) == 0);
}

static void *want_both(void *unused)
{
	RULE(pthread_rwlock_timedrdlock(&rwlock, &past) == ETIMEDOUT);
	RULE(pthread_rwlock_timedwrlock(&rwlock, &past) == ETIMEDOUT);
	return unused;
}

/* pthread_rwlock_timedrdlock, timedwrlock: ETIMEDOUT, a writer has it. */
static void what_a_writer_has_times_out(void)
{
	RULE(pthread_rwlock_wrlock(&rwlock) == 0);
	in_thread(want_both, NULL);
	RULE(pthread_rwlock_unlock(&rwlock) == 0);
}

/* pthread_rwlock_timedwrlock: ETIMEDOUT, a reader has it. */
static void what_a_reader_has_times_out_for_a_writer(void)
{
	RULE(pthread_rwlock_rdlock(&rwlock) == 0);
	RULE(pthread_rwlock_timedrdlock(&rwlock, &past) == 0);
	RULE(pthread_rwlock_timedwrlock(&rwlock, &past) == ETIMEDOUT);
	RULE(pthread_rwlock_unlock(&rwlock) == 0);
	RULE(pthread_rwlock_unlock(&rwlock) == 0);
}

/* pthread_rwlock_timedrdlock: EDEADLK, the caller has it for writing. */
static void a_writer_that_wants_more_is_told(void)
{
	RULE(pthread_rwlock_wrlock(&rwlock) == 0);
	RULE(pthread_rwlock_timedrdlock(&rwlock, &past) == EDEADLK);
	RULE(pthread_rwlock_timedwrlock(&rwlock, &past) == EDEADLK);
	RULE(pthread_rwlock_unlock(&rwlock) == 0);
}

/* glibc: a time that is none is EINVAL for a free read-write lock, too. */
static void a_rwlock_looks_at_the_time_first(void)
{
	RULE(pthread_rwlock_timedrdlock(&rwlock, &no_time) == EINVAL);
	RULE(pthread_rwlock_timedwrlock(&rwlock, &no_time) == EINVAL);
	RULE(pthread_rwlock_trywrlock(&rwlock) == 0);
	RULE(pthread_rwlock_unlock(&rwlock) == 0);
}

/* sem_timedwait: no time-out if the semaphore can be had at once; else ETIMEDOUT. */
static void a_semaphore_is_had_or_times_out(void)
{
	RULE(sem_post(&semaphore) == 0);
	RULE(sem_timedwait(&semaphore, &past) == 0);
	RULE(fails(sem_timedwait(&semaphore, &past), ETIMEDOUT));
}

/* sem_timedwait: EINVAL, it would have blocked, and the nanoseconds are out of range. */
static void a_semaphore_knows_a_time_that_is_none(void)
{
	RULE(fails(sem_timedwait(&semaphore, &no_time), EINVAL));
}

/* glibc: ... and it looks at the time first. */
static void a_semaphore_looks_at_the_time_first(void)
{
	RULE(sem_post(&semaphore) == 0);
	RULE(fails(sem_timedwait(&semaphore, &no_time), EINVAL));
	RULE(sem_trywait(&semaphore) == 0);
}

/* glibc: the other waits know no other clock either. */
static void nothing_goes_by_another_clock(void)
{
	RULE(fails(sem_clockwait(&semaphore, 77, &past), EINVAL));
	RULE(pthread_rwlock_clockrdlock(&rwlock, 77, &past) == EINVAL);
	RULE(pthread_rwlock_clockwrlock(&rwlock, 77, &past) == EINVAL);
}

/* sem_timedwait: the time-out is not before the time has come. */
static void a_semaphore_waits_until_its_time(void)
{
	struct timespec deadline = soon(CLOCK_REALTIME);

	RULE(fails(sem_timedwait(&semaphore, &deadline), ETIMEDOUT));
	RULE(has_come(CLOCK_REALTIME, &deadline));
}

int main(void)
{
	RULE(sem_init(&semaphore, 0, 0) == 0);
	a_free_mutex_is_had_though_the_time_is_past();
	a_free_mutex_is_had_though_the_time_is_none();
	a_locked_mutex_times_out();
	a_time_that_is_none_is_invalid();
	a_lock_waits_until_its_time();
	an_error_checking_mutex_tells_of_a_self_lock();
	a_recursive_mutex_counts();
	a_lock_may_go_by_the_monotonic_clock();
	a_lock_goes_by_no_other_clock();
	a_free_rwlock_is_had_though_the_time_is_past();
	what_a_writer_has_times_out();
	what_a_reader_has_times_out_for_a_writer();
	a_writer_that_wants_more_is_told();
	a_rwlock_looks_at_the_time_first();
	a_semaphore_is_had_or_times_out();
	a_semaphore_knows_a_time_that_is_none();
	a_semaphore_looks_at_the_time_first();
	a_semaphore_waits_until_its_time();
	nothing_goes_by_another_clock();
	return 0;
}
