/* expect: leak by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * One exchange decides whose settings are the train's, and everybody goes by those.  Right, but for
 * the settings of the one who came second: he forgets them, and their memory is lost.
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
	struct settings *nobodys = NULL;

	if (atomic_load(&current) == NULL)
		atomic_compare_exchange_strong(&current, &nobodys, read_slip());
	return atomic_load(&current);
}
