/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Look first, and lock only when there is something to do": no condition, no waiting for signals.
 * What was seen without the lock is no longer true with it, and the loop burns the processor.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>

#define NO_LOAF 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int in_hatch;

void hatch_open(void)
{
	pthread_mutex_lock(&lock);
	in_hatch = NO_LOAF;
	pthread_mutex_unlock(&lock);
}

void hatch_put(int loaf)
{
	while (in_hatch != NO_LOAF)
		sched_yield();
	pthread_mutex_lock(&lock);
	in_hatch = loaf;
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	while (in_hatch == NO_LOAF)
		sched_yield();
	pthread_mutex_lock(&lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_mutex_unlock(&lock);
	return loaf;
}
