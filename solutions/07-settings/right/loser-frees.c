/* SPDX-License-Identifier: MIT */
/*
 * Style: nobody waits.  Each compartment that finds nothing reads the slip by itself, and one
 * exchange decides whose settings are the train's; who comes second throws his own away.  Costs a
 * second reading now and then, so it is for readings that are cheap and leave no trace.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static _Atomic(struct settings *) current; /* NULL until somebody has won */

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
		struct settings *mine = read_slip();

		if (atomic_compare_exchange_strong(&current, &seen, mine))
			seen = mine;
		else
			free(mine); /* seen is now the winner's, and nobody has seen ours */
	}
	return seen;
}
