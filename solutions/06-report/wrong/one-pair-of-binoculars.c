/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a lock round the counting, since the trouble came with several at a time; joined in the
 * right place, too.
 * Wrong: there was nothing to protect. The assistants share no shore and no line, and now each
 * waits until the one before him has seen all his penguins.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static pthread_mutex_t binoculars = PTHREAD_MUTEX_INITIALIZER;
static long wall[SHORES_MOST];

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	pthread_mutex_lock(&binoculars);
	wall[shore] = penguins_count(shore);
	pthread_mutex_unlock(&binoculars);
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
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	return total;
}
