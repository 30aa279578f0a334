/* expect: data-race by tsan */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the lock stands right around the line, as in the textbook.
 * Wrong: it is a local variable, so each visitor brings a lock along, and nobody ever waits.
 */
#include "lab.h"

#include <pthread.h>

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&lock);
	hits++;
	pthread_mutex_unlock(&lock);
	pthread_mutex_destroy(&lock);
}

long counter_total(void)
{
	return hits;
}
