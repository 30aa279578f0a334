/* SPDX-License-Identifier: MIT */
/*
 * Style: the same two looks with relaxed accesses, and fences that order them: release before the
 * pointer is stored, acquire after it was seen.  Right, as old code bases have it; ThreadSanitizer
 * does not model fences and accuses the settings.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wtsan" /* gcc warns of just that */
#endif

static const char *pinned; /* the slip; set before anybody asks, then only read */

static pthread_mutex_t spectacles = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(struct settings *) current; /* NULL until the slip has been read */

static struct settings *read_slip(void)
{
	struct settings *fresh = malloc(sizeof(*fresh));
	char *rest;

	if (fresh == NULL)
		abort();
	fresh->heating = (int)strtol(pinned, &rest, 10);
	fresh->light = (int)strtol(rest, NULL, 10);
	return fresh;
}

void train_pin_up(const char *slip)
{
	pinned = slip;
	atomic_store(&current, NULL);
}

static struct settings *look(void)
{
	struct settings *seen = atomic_load_explicit(&current, memory_order_relaxed);

	atomic_thread_fence(memory_order_acquire);
	return seen;
}

static void publish(struct settings *fresh)
{
	atomic_thread_fence(memory_order_release);
	atomic_store_explicit(&current, fresh, memory_order_relaxed);
}

const struct settings *train_settings(void)
{
	struct settings *seen = look();

	if (seen == NULL) {
		pthread_mutex_lock(&spectacles);
		seen = look();
		if (seen == NULL) {
			seen = read_slip();
			publish(seen);
		}
		pthread_mutex_unlock(&spectacles);
	}
	return seen;
}
