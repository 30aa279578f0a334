/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "It is the putting off that makes the trouble: read the slip at once, before there is anybody who
 * could ask."  Very often the best repair of all.  Not here: the conductor is still writing.
 */
#include "lab.h"

#include <stdlib.h>

static struct settings train; /* set before anybody asks, then only read */

void train_pin_up(const char *slip)
{
	char *rest;

	train.heating = (int)strtol(slip, &rest, 10);
	train.light = (int)strtol(rest, NULL, 10);
}

const struct settings *train_settings(void)
{
	return &train;
}
