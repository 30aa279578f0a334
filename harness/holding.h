/* SPDX-License-Identifier: MIT */
/*
 * Which locks a thread holds as its steps go by, and how a step's value looks: what every picture
 * of a witness shows beside the steps.
 *
 * Threads: any; a struct holding belongs to one at a time.
 */
#ifndef RACELAB_HOLDING_H
#define RACELAB_HOLDING_H

#include "text.h"
#include "witness.h"

#define HOLDING_MOST 16

/* Of one thread.  Zeroed: it holds nothing. */
struct holding {
	const char *locks[HOLDING_MOST]; /* the steps' own names */
	unsigned used;
};

/* The step is done: a lock more, one less, or neither. */
void holding_follow(struct holding *holding, const struct step *step);

/* The value read or written, as wide as it is: "0", "-1", "0x7f0000001000".  There must be one. */
void step_say_value(struct text *text, const struct step *step);

#endif
