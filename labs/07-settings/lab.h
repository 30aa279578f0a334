/* SPDX-License-Identifier: MIT */
/*
 * The night train's contract.  Do not edit: every checker builds your lab.c against this file.
 */
#ifndef LAB_H
#define LAB_H

/* What a compartment must know to make its passengers comfortable. */
struct settings {
	int heating; /* degrees Celsius */
	int light;   /* percent */
};

/*
 * The conductor pins his slip to the wall: two numbers, heating and light, with a blank between.
 * Called once, by one thread, before any compartment asks.  He may go on changing what is written
 * there until the first compartment asks; from then on the slip stays as it is.
 */
void train_pin_up(const char *slip);

/*
 * The settings of this journey; never NULL.  Called by any number of compartments at once, each a
 * thread, as often as they like.  The slip is not read before somebody asks: it may still change.
 *
 * The whole train hangs on one heating pipe and one cable: all callers get one and the same
 * settings, which hold what the slip says, are not changed any more, and may be looked at until the
 * train has arrived.  No memory is lost on the way.
 */
const struct settings *train_settings(void);

#endif
