/* SPDX-License-Identifier: MIT */
/*
 * Style: a barrier for the assistants and the reporter. Nobody goes past it before all have come
 * to it, and what was written before it can be read behind it.
 * Costs: the assistants wait for each other, too, which nobody asked for; and the number of those
 * who meet must be right, the reporter counted.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static long wall[SHORES_MOST];
static pthread_barrier_t hut;

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	wall[shore] = penguins_count(shore);
	pthread_barrier_wait(&hut);
	return NULL;
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];
	long total = 0;

	pthread_barrier_init(&hut, NULL, shores + 1);
	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	pthread_barrier_wait(&hut);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	pthread_barrier_destroy(&hut); /* after the joins: nobody stands in the door any more */
	return total;
}
