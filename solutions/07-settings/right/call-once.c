/* SPDX-License-Identifier: MIT */
/*
 * Style: C11's own call_once.  The same idea as pthread_once, for programs that do not want to know
 * whose threads they run on.
 */
#include "lab.h"

#include <stdlib.h>
#include <threads.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static once_flag once = ONCE_FLAG_INIT;
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
	call_once(&once, read_it_once);
	return current;
}
