/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Never let a passenger wait": who finds the slip in use gets the railway's usual 18 degrees. That
 * is quick, and it is not what the slip says.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static const struct settings usual = {.heating = 18, .light = 50};

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
	const struct settings *seen;

	if (pthread_mutex_trylock(&spectacles) != 0)
		return &usual;
	if (current == NULL)
		current = read_slip();
	seen = current;
	pthread_mutex_unlock(&spectacles);
	return seen;
}
