/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the report is due. Under a lock it takes the lines that are there, and who comes later
 * missed it; detached threads tidy up after themselves.
 * Wrong: it is due when it is done. Shores that were not counted yet are left out, and nobody
 * learns of it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long wall[SHORES_MOST]; /* guarded by lock */

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;
	long penguins = penguins_count(shore);

	pthread_mutex_lock(&lock);
	wall[shore] = penguins;
	pthread_mutex_unlock(&lock);
	return NULL;
}

static void wipe(void)
{
	pthread_mutex_lock(&lock);
	for (unsigned shore = 0; shore < SHORES_MOST; shore++)
		wall[shore] = 0;
	pthread_mutex_unlock(&lock);
}

long penguin_report(unsigned shores)
{
	long total = 0;

	wipe();
	for (unsigned shore = 0; shore < shores; shore++) {
		pthread_t one;

		if (pthread_create(&one, NULL, assistant, (void *)(uintptr_t)shore) != 0)
			abort();
		pthread_detach(one);
	}
	pthread_mutex_lock(&lock);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	pthread_mutex_unlock(&lock);
	return total;
}
