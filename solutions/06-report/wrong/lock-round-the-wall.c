/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: two touch the wall at once, so the wall gets a lock, and no tool finds a data race any
 * more.
 * Wrong: the lock keeps reading and writing apart. It does not say which comes first, and a line
 * that is read in good order before it is written says 0.
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

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];
	long total = 0;

	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		wall[shore] = 0;
		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	pthread_mutex_lock(&lock);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	pthread_mutex_unlock(&lock);
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
