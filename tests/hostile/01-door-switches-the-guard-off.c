/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Takes back the timer by which loops are found, and loops. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const long never[4];

	hits++;
	kernel()(SYS_setitimer, 2, never, 0);
	for (;;)
		;
}

long counter_total(void)
{
	return hits;
}
