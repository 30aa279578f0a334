/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * A block of its own for all, and an atomic flag that says "done", raised when the first one
 * begins: nobody else will then begin.  Nobody does.  But they take "begun" for "done".
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static struct settings train;
static atomic_bool done;

void train_pin_up(const char *slip)
{
	pinned = slip;
	atomic_store(&done, false);
}

const struct settings *train_settings(void)
{
	if (!atomic_exchange(&done, true)) {
		char *rest;

		train.heating = (int)strtol(pinned, &rest, 10);
		train.light = (int)strtol(rest, NULL, 10);
	}
	return &train;
}
