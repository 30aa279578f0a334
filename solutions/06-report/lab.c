/* SPDX-License-Identifier: MIT */
/* Reference for 06-report: first everybody comes back, then it is added up. */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

/*
 * A line for each shore.  It is the assistant's from pthread_create to pthread_join, and the
 * reporter's before and after: so at no time does it need a lock.
 */
static long wall[SHORES_MOST];

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	wall[shore] = penguins_count(shore);
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
	/*
	 * The repair: these two lines stood at the end.  A join is not for tidying up.  It waits
	 * until the thread has done all that it had to do, and it makes all of that visible to the
	 * one who joins; before it nothing is promised, not even that the thread has begun.
	 */
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	/*
	 * A loop of its own, after that of the creates, so that all count at the same time; and
	 * the wall need not be wiped in the morning, since every line is written before it is read.
	 */
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	return total;
}
