/* expect: data-race by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "It goes wrong when two start together": who finds nothing dozes a moment and looks again before
 * he goes to the slip.  That makes it rarer.  A sleep orders nothing.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

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
	if (current == NULL)
		usleep(2000);
	if (current == NULL) {
		pthread_mutex_lock(&spectacles);
		if (current == NULL)
			current = read_slip();
		pthread_mutex_unlock(&spectacles);
	}
	return current;
}
