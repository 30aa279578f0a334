/* SPDX-License-Identifier: MIT */
/* Style: a read-write lock.  A visitor changes the count, so he takes it for writing: alone. */
#include "lab.h"

#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long hits; /* guarded by lock */

void counter_reset(void)
{
	pthread_rwlock_wrlock(&lock);
	hits = 0;
	pthread_rwlock_unlock(&lock);
}

void counter_visit(void)
{
	pthread_rwlock_wrlock(&lock);
	hits++;
	pthread_rwlock_unlock(&lock);
}

long counter_total(void)
{
	long total;

	pthread_rwlock_rdlock(&lock);
	total = hits;
	pthread_rwlock_unlock(&lock);
	return total;
}
