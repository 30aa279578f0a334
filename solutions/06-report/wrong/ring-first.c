/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a semaphore, posted by each assistant and awaited by the reporter as often as there are
 * shores.
 * Wrong: it is posted when the counting is over, and the line is written after that. The reporter
 * trusts the bell, and reads a line that is a moment behind it.
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
	long penguins = penguins_count(shore);

	sem_post(&bell);
	wall[shore] = penguins;
	return NULL;
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];
	long total = 0;

	sem_init(&bell, 0, 0);
	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		wall[shore] = 0;
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
