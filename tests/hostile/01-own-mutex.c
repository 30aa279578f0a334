/* SPDX-License-Identifier: MIT */
/* refused by screen: pthread_mutex_lock is defined */
/* Has a lock of its own by the name of the real one. */
#include <pthread.h>

#include "lab.h"

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
	(void)mutex;
	return 0;
}

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
	return hits;
}
