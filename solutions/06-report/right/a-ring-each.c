/* SPDX-License-Identifier: MIT */
/*
 * Style: a semaphore. Each assistant rings the bell when his number stands on the wall, and the
 * reporter waits for as many rings as there are shores. Then the joins, for tidiness only.
 * Costs: a second count to keep right. A ring says that somebody is done, and not who: one has to
 * await all before one may read any.
 */
#include "lab.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>

static long wall[SHORES_MOST];
static sem_t bell;

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	wall[shore] = penguins_count(shore);
	sem_post(&bell);
	return NULL;
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];
	long total = 0;

	sem_init(&bell, 0, 0);
	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	for (unsigned i = 0; i < shores; i++)
		sem_wait(&bell);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	sem_destroy(&bell);
	return total;
}
