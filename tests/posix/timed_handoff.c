/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 2 3 4 5 6 7 */
/*
 * Timed locks: each of three may be had in time or not, while another thread gives one after the
 * other back.  A bit for each that was had: 1 the mutex, 2 the semaphore, 4 the read-write lock.
 */
#include "rules.h"

#include <semaphore.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t semaphore;

static void *hold_for_a_while(void *unused)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(sem_post(&semaphore) == 0);
	RULE(pthread_rwlock_wrlock(&rwlock) == 0);
	RULE(pthread_rwlock_unlock(&rwlock) == 0);
	return unused;
}

static int try_all(void)
{
	struct timespec deadline = soon(CLOCK_REALTIME);
	int had = 0;

	if (pthread_mutex_timedlock(&mutex, &deadline) == 0) {
		had++;
		RULE(pthread_mutex_unlock(&mutex) == 0);
	}
	if (sem_timedwait(&semaphore, &past) == 0)
		had += 2;
	if (pthread_rwlock_timedrdlock(&rwlock, &deadline) == 0) {
		had += 4;
		RULE(pthread_rwlock_unlock(&rwlock) == 0);
	}
	return had;
}

int main(void)
{
	pthread_t holder;
	int had;

	RULE(sem_init(&semaphore, 0, 0) == 0);
	RULE(pthread_create(&holder, NULL, hold_for_a_while, NULL) == 0);
	had = try_all();
	RULE(pthread_join(holder, NULL) == 0);
	outcome(had);
	return 0;
}
