/* SPDX-License-Identifier: MIT */
/* Reference for 01-hit-counter: one lock, taken by everybody who touches the count. */
#include "lab.h"

#include <pthread.h>

/* guards hits */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long hits;

void counter_reset(void)
{
	pthread_mutex_lock(&lock);
	hits = 0;
	pthread_mutex_unlock(&lock);
}

void counter_visit(void)
{
	/* `hits++` reads, adds and writes: the lock makes the three one step. */
	pthread_mutex_lock(&lock);
	hits++;
	pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	long total;

	/*
	 * A lock protects only from those who take it, so the reader takes it too, even though
	 * today nobody reads while visitors come.
	 */
	pthread_mutex_lock(&lock);
	total = hits;
	pthread_mutex_unlock(&lock);
	return total;
}
