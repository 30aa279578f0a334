/* expect: data-race by tsan */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a read-write lock lets more visitors in at a time, so it must be the better lock.
 * Wrong: it is taken for reading, which lets all of them in together, and then they write.
 */
#include "lab.h"

#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	pthread_rwlock_rdlock(&lock);
	hits++;
	pthread_rwlock_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
