/* expect: data-race by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: each assistant sets a flag when he is done, and the reporter looks until all flags are
 * up.
 * Wrong: flag and line are plain variables. Nothing says that the line is written before the flag
 * is seen, nor that the compiler looks at the flag more than once.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sched.h>
#include <stdbool.h>

static long wall[SHORES_MOST];
static bool is_done[SHORES_MOST];

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	wall[shore] = penguins_count(shore);
	is_done[shore] = true;
	return NULL;
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];
	long total = 0;

	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		is_done[shore] = false;
		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	for (unsigned shore = 0; shore < shores; shore++) {
		while (!is_done[shore])
			sched_yield();
		total += wall[shore];
	}
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
