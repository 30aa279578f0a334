/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a pause before the adding up; nobody ever needed longer than that.
 * Wrong: it is long enough until the first snow storm. A sleep waits for a time, not for a
 * thread.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

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
	struct timespec until_six = {.tv_nsec = 50 * 1000 * 1000};

	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		wall[shore] = 0;
		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	nanosleep(&until_six, NULL);
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
