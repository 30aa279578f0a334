/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "pthread_once costs something, so call it only when the settings are not there yet."  The look
 * that is to spare the call is the very look that has no order: who skips the call skips what it
 * gives.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static pthread_once_t once = PTHREAD_ONCE_INIT;
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
	if (current == NULL)
		pthread_once(&once, read_it_once);
	return current;
}
