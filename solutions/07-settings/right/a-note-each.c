/* SPDX-License-Identifier: MIT */
/*
 * Style: each thread notes for itself where the settings are.  It asks under the lock the first
 * time, and then looks at its own note, which no other thread ever touches.  Costs a pointer for
 * each thread.  The settings themselves are still one and the same for all.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static pthread_mutex_t spectacles = PTHREAD_MUTEX_INITIALIZER;
static struct settings *current; /* guarded by spectacles; NULL until the slip has been read */

static _Thread_local struct settings *noted; /* NULL until this thread has asked */

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
	if (noted == NULL) {
		pthread_mutex_lock(&spectacles);
		if (current == NULL)
			current = read_slip();
		noted = current;
		pthread_mutex_unlock(&spectacles);
	}
	return noted;
}
