/* SPDX-License-Identifier: MIT */
/* Reference for 07-settings: pthread_once, which is made for just this. */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

/*
 * Runs its function for the first caller and lets all others wait until it has returned.  All that
 * the function did is visible to each of them: this order is what a bare look at a pointer lacks.
 */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct settings *current; /* written inside once, read only behind it */

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
	/*
	 * Called each time, not only when `current` is NULL: it is the call that makes the order.
	 * Once the slip has been read it is as cheap as the look that it replaces.
	 */
	pthread_once(&once, read_it_once);
	return current;
}
