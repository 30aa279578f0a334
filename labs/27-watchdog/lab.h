/* SPDX-License-Identifier: MIT */
/*
 * The coffee machine's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * The machine starts with WATER_AT_FIRST measures of water; a cup takes WATER_A_CUP of them.
 * Whenever somebody looks, every measure is either still in the tank or in a cup that is done.
 */
#ifndef LAB_H
#define LAB_H

#include <stdbool.h>

enum { WATER_AT_FIRST = 10, WATER_A_CUP = 2 };

/* Switches the machine on.  Called once, before everything else. */
void machine_open(void);

/* Begins to brew one cup, in the background, and returns at once.  One brew at a time. */
void brew_start(void);

/* Waits until the brew is done. */
void brew_wait(void);

/*
 * The watchdog's call: the brew has taken too long, end it, and return when it has ended.  It does not
 * wait for the water to boil: that may never be.  The cup may be done or not; half a cup does not
 * count.
 */
void brew_stop(void);

/* What is in the tank, and how many cups are done.  Called by anybody, at any time. */
void machine_look(int *water, int *cups);

/*
 * Given, not yours to write: heats a little; true: the water boils, and the cup can be filled.  A brew
 * calls it until then.  On a bad day the water never boils.  Slow; a cancellation point.
 */
bool device_heat(void);

#endif
