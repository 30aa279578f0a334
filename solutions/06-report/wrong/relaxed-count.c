/* expect: data-race by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: an atomic counter of those who are back, as cheap as can be, since it is only a
 * counter.
 * Wrong: memory_order_relaxed orders the counter and nothing else. That two are back does not
 * make their lines visible; and the reporter does not sleep, but asks all the time.
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
	atomic_fetch_add_explicit(&back, 1, memory_order_relaxed);
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
	while (atomic_load_explicit(&back, memory_order_relaxed) < shores)
		sched_yield();
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
