/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "The tools name the pointer, so make it atomic; relaxed is enough for a single pointer."  For the
 * pointer it is.  But the fields behind it are read, too, and relaxed says nothing of them.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

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
			atomic_store_explicit(&current, seen, memory_order_relaxed);
		}
		pthread_mutex_unlock(&spectacles);
	}
	return seen;
}
