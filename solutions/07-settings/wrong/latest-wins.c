/* expect: use-after-free by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Nobody waits, and no memory is lost: the latest settings win and the older ones are freed.  But
 * the older ones are in somebody's hand already, who was promised them until the train arrives.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static _Atomic(struct settings *) current; /* NULL until the slip has been read */

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
	atomic_store(&current, NULL);
}

const struct settings *train_settings(void)
{
	struct settings *seen = atomic_load(&current);

	if (seen == NULL) {
		seen = read_slip();
		free(atomic_exchange(&current, seen));
	}
	return seen;
}
