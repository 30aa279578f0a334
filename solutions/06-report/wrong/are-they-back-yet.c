/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the counter is atomic in the full sense, so every line is there when the count is
 * reached. It is right.
 * Wrong: the reporter stands at the door and asks, again and again, for as long as the counting
 * takes. There is a call that sleeps until then, and it is in the next line.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

static long wall[SHORES_MOST];
static atomic_uint back;

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	wall[shore] = penguins_count(shore);
	atomic_fetch_add(&back, 1);
	return NULL;
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];
	long total = 0;

	atomic_store(&back, 0);
	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	while (atomic_load(&back) < shores)
		sched_yield();
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
