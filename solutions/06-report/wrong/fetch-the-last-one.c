/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the last assistant was sent last, so when he is back, the others are back as well.
 * Wrong: who starts last need not end last. The others may still be counting, and nobody ever
 * joins them.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

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

		wall[shore] = 0;
		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	pthread_join(assistants[shores - 1], NULL);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	return total;
}
