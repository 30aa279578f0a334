/* SPDX-License-Identifier: MIT */
/* fails by explore: unsupported */
/* Ends the thread that is to look at the count. */
#include <pthread.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	pthread_cancel(pthread_self());
	pthread_testcancel();
	return hits;
}
