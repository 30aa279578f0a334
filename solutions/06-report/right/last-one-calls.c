/* SPDX-License-Identifier: MIT */
/*
 * Style: a counter and a condition. Each assistant counts himself out under the lock, and the
 * last one calls. The signal comes after the unlock, so that whoever wakes up need not wait for
 * the lock at once; the count was changed under it.
 * Costs: more to write than a join, and Helgrind and DRD find a signal without the lock dubious.
 * It pays where threads live on after their work, so that there is nothing to join.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdbool.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
static unsigned outside; /* guarded by lock */

static long wall[SHORES_MOST]; /* the reporter's when nobody is outside */

static void come_in(void)
{
	bool is_last;

	pthread_mutex_lock(&lock);
	is_last = --outside == 0;
	pthread_mutex_unlock(&lock);
	if (is_last)
		pthread_cond_signal(&all_done);
}

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	wall[shore] = penguins_count(shore);
	come_in();
	return NULL;
}

static void await_all(void)
{
	pthread_mutex_lock(&lock);
	while (outside > 0)
		pthread_cond_wait(&all_done, &lock);
	pthread_mutex_unlock(&lock);
}

long penguin_report(unsigned shores)
{
	pthread_t assistants[SHORES_MOST];
	long total = 0;

	pthread_mutex_lock(&lock);
	outside = shores; /* all of them, before the first one can come in */
	pthread_mutex_unlock(&lock);
	for (unsigned shore = 0; shore < shores; shore++) {
		void *number = (void *)(uintptr_t)shore;

		if (pthread_create(&assistants[shore], NULL, assistant, number) != 0)
			abort();
	}
	await_all();
	for (unsigned shore = 0; shore < shores; shore++)
		total += wall[shore];
	for (unsigned shore = 0; shore < shores; shore++)
		pthread_join(assistants[shore], NULL);
	return total;
}
