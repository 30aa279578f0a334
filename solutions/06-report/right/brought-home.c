/* SPDX-License-Identifier: MIT */
/*
 * Style: no wall at all. Each assistant brings his number home as what the thread returns, and
 * the join hands it over: one cannot read it before it is there.
 * Costs: one number that fits into a pointer, and a cast to get it through. A real report would
 * return a struct from the heap, which the one who joins frees.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	return (void *)(intptr_t)penguins_count(shore);
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
	for (unsigned shore = 0; shore < shores; shore++) {
		void *penguins;

		pthread_join(assistants[shore], &penguins);
		total += (long)(intptr_t)penguins;
	}
	return total;
}
