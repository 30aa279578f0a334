/* SPDX-License-Identifier: MIT */
/*
 * Style: no look without the lock.  The plainest right way; each asking costs a lock and an unlock,
 * which is little unless somebody asks a million times a second.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static pthread_mutex_t spectacles = PTHREAD_MUTEX_INITIALIZER;
static struct settings *current; /* guarded by spectacles; NULL until the slip has been read */

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
	current = NULL;
}

const struct settings *train_settings(void)
{
	struct settings *seen;

	pthread_mutex_lock(&spectacles);
	if (current == NULL)
		current = read_slip();
	seen = current;
	pthread_mutex_unlock(&spectacles);
	return seen; /* not current: that one is read under the lock */
}
