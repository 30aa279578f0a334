/* SPDX-License-Identifier: MIT */
/* The penguin report.  This is the file that you repair. */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

/* On the wall of the hut there is a line for each shore, and each assistant writes on his own. */
static long wall[SHORES_MOST];

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	wall[shore] = penguins_count(shore);
	return NULL;
}

/* Adds up what is on the wall, and fetches the assistants from the ice. */
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
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
