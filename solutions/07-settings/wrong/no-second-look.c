/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "With an atomic pointer the second look is superfluous."  Two who both found nothing go to the
 * slip one after the other, and the second one's settings replace those that the first one goes by.
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
	struct settings *seen = atomic_load(&current);

	if (seen == NULL) {
		pthread_mutex_lock(&spectacles);
		seen = read_slip();
		atomic_store(&current, seen);
		pthread_mutex_unlock(&spectacles);
	}
	return seen;
}
