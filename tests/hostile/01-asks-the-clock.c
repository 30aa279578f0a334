/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Is right only while time passes slowly, as it does when somebody watches. */
#include <pthread.h>
#include <time.h>

#include "lab.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int is_watched(void)
{
	struct timespec before, after;

	clock_gettime(CLOCK_MONOTONIC, &before);
	for (volatile int i = 0; i < 10000; i++)
		;
	clock_gettime(CLOCK_MONOTONIC, &after);
	return after.tv_nsec - before.tv_nsec > 100000;
}

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	int watched = is_watched();

	if (watched)
		pthread_mutex_lock(&lock);
	hits++;
	if (watched)
		pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
