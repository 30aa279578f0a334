/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "What is not shared needs no lock": each thread reads the slip for itself.  True, and nothing is
 * ever unordered.  But all were to hang on one and the same settings.
 */
#include "lab.h"

#include <stdbool.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static _Thread_local struct settings mine;
static _Thread_local bool mine_is_read;

void train_pin_up(const char *slip)
{
	pinned = slip;
}

const struct settings *train_settings(void)
{
	if (!mine_is_read) {
		char *rest;

		mine.heating = (int)strtol(pinned, &rest, 10);
		mine.light = (int)strtol(rest, NULL, 10);
		mine_is_read = true;
	}
	return &mine;
}
