/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the joins stand where they should, and each assistant adds his number to the total
 * himself, so that nobody has to add up.
 * Wrong: the join orders assistants and reporter. Nothing orders two assistants who come in at
 * the same moment: both read the same total, and one of them writes over the other's.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static long total;

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	total += penguins_count(shore);
	return NULL;
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];

	total = 0;
	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
