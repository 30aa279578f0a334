/* SPDX-License-Identifier: MIT */
/* fails by explore: unsupported */
/* Ends the thread that would compare the sum. */
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
	pthread_exit(NULL);
}
