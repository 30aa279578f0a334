/* expect: assertion by stress */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: every access to the count is under the lock, and no tool complains.
 * Wrong: the lock is given back between the reading and the writing, so what was read may be old.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long hits; /* guarded by lock */

static long get(void)
{
	long seen;

	pthread_mutex_lock(&lock);
	seen = hits;
	pthread_mutex_unlock(&lock);
	return seen;
}

static void set(long value)
{
	pthread_mutex_lock(&lock);
	hits = value;
	pthread_mutex_unlock(&lock);
}

void counter_reset(void)
{
	set(0);
}

void counter_visit(void)
{
	set(get() + 1);
}

long counter_total(void)
{
	return get();
}
