/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Each visit makes threads without end. */
#include <pthread.h>

#include "lab.h"

static void *nothing(void *argument)
{
	return argument;
}

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	pthread_t thread;

	for (;;)
		pthread_create(&thread, NULL, nothing, NULL);
}

long counter_total(void)
{
	return hits;
}
