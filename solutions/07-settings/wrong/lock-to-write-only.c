/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * The slip is read under the lock by one, and the others wait there, as they should.  But the last
 * line reads the pointer again, after the unlock, and the first one before the lock.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

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

static bool is_read(void)
{
	return current != NULL;
}

const struct settings *train_settings(void)
{
	if (!is_read()) {
		struct settings *fresh = read_slip();

		pthread_mutex_lock(&spectacles);
		if (!is_read())
			current = fresh;
		else
			free(fresh);
		pthread_mutex_unlock(&spectacles);
	}
	return current;
}
