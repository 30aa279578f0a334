/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Is right only at the addresses that Valgrind gives. */
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
	int watched = (uintptr_t)&watched < (uintptr_t)1 << 44;

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
