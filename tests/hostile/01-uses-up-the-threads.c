/* SPDX-License-Identifier: MIT */
/* fails by explore: unsupported */
/* Makes and joins so many threads that the explorer has none left for the visitors. */
#include <pthread.h>

#include "lab.h"

static long hits;

static void *nothing(void *of)
{
	return of;
}

void counter_reset(void)
{
	for (int i = 0; i < 62; i++) {
		pthread_t thread;

		if (pthread_create(&thread, NULL, nothing, NULL) == 0)
			pthread_join(thread, NULL);
	}
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
