/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Never ends, and looks at what all share. */
#include "lab.h"

static volatile long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	while (hits >= 0)
		hits++;
}

long counter_total(void)
{
	return hits;
}
