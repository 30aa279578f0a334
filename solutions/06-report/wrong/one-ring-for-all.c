/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the reporter sleeps until the bell rings, and adds up then.
 * Wrong: it rings once for each shore, and he awaits it once. The first one to be back makes the
 * report of them all.
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

		wall[shore] = 0;
		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	sem_wait(&bell);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	sem_destroy(&bell);
	return total;
}
