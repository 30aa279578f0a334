/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "It is the writer who must get the order right: fields, fence, pointer."  He does.  But the
 * reader may look at the fields with an old eye: a fence has an effect only together with its
 * counterpart.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wtsan"
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

const struct settings *train_settings(void)
{
	struct settings *seen = atomic_load_explicit(&current, memory_order_relaxed);

	if (seen == NULL) {
		pthread_mutex_lock(&spectacles);
		seen = atomic_load_explicit(&current, memory_order_relaxed);
		if (seen == NULL) {
			seen = read_slip();
			atomic_thread_fence(memory_order_release);
			atomic_store_explicit(&current, seen, memory_order_relaxed);
		}
		pthread_mutex_unlock(&spectacles);
	}
	return seen;
}
