/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Calls itself until the stack ends. */
#include "lab.h"

static long deeper(volatile long *above)
{
	volatile long here = *above + 1;

	return deeper(&here) + here;
}

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += deeper(&hits);
}

long counter_total(void)
{
	return hits;
}
