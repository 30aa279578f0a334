/* expect: assertion by stress */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: visitors never have to wait, and no tool complains.
 * Wrong: whoever finds the lock taken goes away uncounted: the work is dropped, not done.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long hits; /* guarded by lock */

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	if (pthread_mutex_trylock(&lock) != 0)
		return;
	hits++;
	pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
