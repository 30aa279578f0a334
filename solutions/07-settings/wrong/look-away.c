/* expect: unsupported by screen */
/* family: fool the judge */
/* SPDX-License-Identifier: MIT */
/*
 * The attribute makes ThreadSanitizer and its like look away from the one function that they
 * accused.  The program has not changed; Helgrind, which asks no compiler, still sees it.
 */
#include "lab.h"

#include <pthread.h>
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

__attribute__((no_sanitize("thread"))) const struct settings *train_settings(void)
{
	if (current == NULL) {
		pthread_mutex_lock(&spectacles);
		if (current == NULL)
			current = read_slip();
		pthread_mutex_unlock(&spectacles);
	}
	return current;
}
