/* SPDX-License-Identifier: MIT */
/*
 * Style: one atomic total, to which each assistant adds his own, and the joins before it is read.
 * There is no line for each shore, and none to add up.
 * Costs: all add to one word, which is nothing for six of them; and from the total nobody can
 * tell which shore was odd. The joins are needed all the same.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

static atomic_long tally;

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	atomic_fetch_add(&tally, penguins_count(shore));
	return NULL;
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];

	atomic_store(&tally, 0);
	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return atomic_load(&tally);
}
