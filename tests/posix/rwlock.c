/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Read-write locks. */
#include "rules.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static void *try_to_read(void *unused)
{
	int error = pthread_rwlock_tryrdlock(&lock);

	(void)unused;
	if (error == 0)
		RULE(pthread_rwlock_unlock(&lock) == 0);
	return (void *)(long)error;
}

static void *try_to_write(void *unused)
{
	int error = pthread_rwlock_trywrlock(&lock);

	(void)unused;
	if (error == 0)
		RULE(pthread_rwlock_unlock(&lock) == 0);
	return (void *)(long)error;
}

static int reading(void)
{
	return (int)(long)in_thread(try_to_read, NULL);
}

static int writing(void)
{
	return (int)(long)in_thread(try_to_write, NULL);
}

/* pthread_rwlock_rdlock: any number of threads may read. */
static void readers_share(void)
{
	RULE(pthread_rwlock_rdlock(&lock) == 0);
	RULE(reading() == 0);
	RULE(pthread_rwlock_unlock(&lock) == 0);
}

/* pthread_rwlock_trywrlock: EBUSY, a thread reads. */
static void a_reader_keeps_writers_out(void)
{
	RULE(pthread_rwlock_rdlock(&lock) == 0);
	RULE(writing() == EBUSY);
	RULE(pthread_rwlock_unlock(&lock) == 0);
	RULE(writing() == 0);
}

/* pthread_rwlock_tryrdlock, trywrlock: EBUSY, a thread writes. */
static void a_writer_keeps_all_out(void)
{
	RULE(pthread_rwlock_wrlock(&lock) == 0);
	RULE(reading() == EBUSY);
	RULE(writing() == EBUSY);
	RULE(pthread_rwlock_unlock(&lock) == 0);
	RULE(reading() == 0);
}

/* pthread_rwlock_rdlock: a thread may read several times over, and unlocks as often. */
static void a_reader_counts(void)
{
	RULE(pthread_rwlock_rdlock(&lock) == 0);
	RULE(pthread_rwlock_rdlock(&lock) == 0);
	RULE(pthread_rwlock_tryrdlock(&lock) == 0);
	for (int i = 0; i < 3; i++) {
		RULE(writing() == EBUSY);
		RULE(pthread_rwlock_unlock(&lock) == 0);
	}
	RULE(writing() == 0);
}

/* pthread_rwlock_rdlock, wrlock: EDEADLK, the caller writes already. */
static void a_writer_that_wants_more_is_told(void)
{
	RULE(pthread_rwlock_wrlock(&lock) == 0);
	RULE(pthread_rwlock_rdlock(&lock) == EDEADLK);
	RULE(pthread_rwlock_wrlock(&lock) == EDEADLK);
	RULE(pthread_rwlock_unlock(&lock) == 0);
	RULE(writing() == 0);
}

/* pthread_rwlock_tryrdlock, trywrlock: EBUSY for the writer itself, too. */
static void a_try_by_the_writer_is_busy(void)
{
	RULE(pthread_rwlock_wrlock(&lock) == 0);
	RULE(pthread_rwlock_tryrdlock(&lock) == EBUSY);
	RULE(pthread_rwlock_trywrlock(&lock) == EBUSY);
	RULE(pthread_rwlock_unlock(&lock) == 0);
}

/* pthread_rwlock_trywrlock: EBUSY for a reader that would write: nobody is promoted. */
static void a_reader_is_not_promoted(void)
{
	RULE(pthread_rwlock_rdlock(&lock) == 0);
	RULE(pthread_rwlock_trywrlock(&lock) == EBUSY);
	RULE(pthread_rwlock_unlock(&lock) == 0);
}

/* pthread_rwlock_trywrlock: what it gets is locked as by pthread_rwlock_wrlock. */
static void what_a_try_gets_is_locked(void)
{
	RULE(pthread_rwlock_trywrlock(&lock) == 0);
	RULE(reading() == EBUSY);
	RULE(pthread_rwlock_unlock(&lock) == 0);
	RULE(pthread_rwlock_tryrdlock(&lock) == 0);
	RULE(reading() == 0 && writing() == EBUSY);
	RULE(pthread_rwlock_unlock(&lock) == 0);
}

/* glibc: readers are preferred, unless the attributes say otherwise. */
static void readers_are_preferred(void)
{
	pthread_rwlockattr_t attributes;
	int preference;

	RULE(pthread_rwlockattr_init(&attributes) == 0);
	RULE(pthread_rwlockattr_getkind_np(&attributes, &preference) == 0);
	RULE(preference == PTHREAD_RWLOCK_PREFER_READER_NP);
	RULE(pthread_rwlockattr_setkind_np(&attributes, 77) == EINVAL);
	RULE(pthread_rwlockattr_destroy(&attributes) == 0);
}

/* pthread_rwlock_destroy: a destroyed lock can be made again. */
static void a_destroyed_lock_can_be_made_again(void)
{
	pthread_rwlock_t made;

	RULE(pthread_rwlock_init(&made, NULL) == 0);
	RULE(pthread_rwlock_wrlock(&made) == 0 && pthread_rwlock_unlock(&made) == 0);
	RULE(pthread_rwlock_destroy(&made) == 0);
	RULE(pthread_rwlock_init(&made, NULL) == 0);
	RULE(pthread_rwlock_trywrlock(&made) == 0 && pthread_rwlock_unlock(&made) == 0);
	RULE(pthread_rwlock_destroy(&made) == 0);
}

int main(void)
{
	readers_share();
	a_reader_keeps_writers_out();
	a_writer_keeps_all_out();
	a_reader_counts();
	a_writer_that_wants_more_is_told();
	a_try_by_the_writer_is_busy();
	a_reader_is_not_promoted();
	what_a_try_gets_is_locked();
	readers_are_preferred();
	a_destroyed_lock_can_be_made_again();
	return 0;
}
