/* expect: data-race by tsan */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: only writing changes anything, so only the write seems to need the lock.
 * Wrong: the old count is read before the lock is taken, while another visitor may be writing.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	long next = hits + 1;

	pthread_mutex_lock(&lock);
	hits = next;
	pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
