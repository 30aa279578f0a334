/* SPDX-License-Identifier: MIT */
/* refused by screen: attribute weak */
/* Is right only if ThreadSanitizer is there, which a weak name tells. */
#include <pthread.h>

#include "lab.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((weak)) extern void __tsan_init(void);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	if (__tsan_init != 0)
		pthread_mutex_lock(&lock);
	hits++;
	if (__tsan_init != 0)
		pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
