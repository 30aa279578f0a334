/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a barrier in the hut, made for as many as are sent.
 * Wrong: the reporter waits at it, too. With him there is one more than it was made for: those
 * who come first pass without the last one, and the last one waits for company until spring.
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

	pthread_barrier_init(&hut, NULL, shores);
	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		wall[shore] = 0;
		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	pthread_barrier_wait(&hut);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	pthread_barrier_destroy(&hut);
	return total;
}
