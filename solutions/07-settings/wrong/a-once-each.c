/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "pthread_once runs it once": once for each pthread_once_t.  Here every call brings a fresh one of
 * its own, on its own stack, and everybody reads the slip.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

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

static void read_it_once(void)
{
	current = read_slip();
}

void train_pin_up(const char *slip)
{
	pinned = slip;
	current = NULL;
}

const struct settings *train_settings(void)
{
	pthread_once_t once = PTHREAD_ONCE_INIT;

	if (current == NULL)
		pthread_once(&once, read_it_once);
	return current;
}
