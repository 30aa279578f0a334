/* SPDX-License-Identifier: MIT */
/* fails by helgrind: livelock */
/* Is right, and stays for ever where memory lies as Valgrind lays it: to be not gradable. */
#include <pthread.h>
#include <stdint.h>

#include "lab.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	while ((uintptr_t)&hits < (uintptr_t)1 << 40)
		;
	pthread_mutex_lock(&lock);
	hits++;
	pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
