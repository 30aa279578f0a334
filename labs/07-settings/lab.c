/* SPDX-License-Identifier: MIT */
/*
 * The settings of the night train.  This is the file that you repair.
 *
 * Nobody may ever ask for the settings, so the slip is read when the first compartment does.  From
 * then on they are there, and to ask for them costs one look at a pointer.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

/* lets one compartment at a time to the slip */
static pthread_mutex_t spectacles = PTHREAD_MUTEX_INITIALIZER;
static struct settings *current; /* NULL until the slip has been read */

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
	if (current == NULL) {
		pthread_mutex_lock(&spectacles);
		/* Somebody may have read it while we stood in the corridor. */
		if (current == NULL)
			current = read_slip();
		pthread_mutex_unlock(&spectacles);
	}
	return current;
}
