/* expect: deadlock by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: each assistant calls when he is done, and the reporter listens for as many calls as
 * there are shores.
 * Wrong: a condition remembers nothing. A call that comes while he is not listening, or two that
 * come together, are lost, and he listens for ever. What he must wait for is a count, not a call.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t call = PTHREAD_COND_INITIALIZER;
static long wall[SHORES_MOST]; /* guarded by lock */

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;
	long penguins = penguins_count(shore);

	pthread_mutex_lock(&lock);
	wall[shore] = penguins;
	pthread_cond_signal(&call);
	pthread_mutex_unlock(&lock);
	return NULL;
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];
	long total = 0;

	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	pthread_mutex_lock(&lock);
	for (unsigned i = 0; i < shores; i++)
		pthread_cond_wait(&call, &lock);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	pthread_mutex_unlock(&lock);
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
