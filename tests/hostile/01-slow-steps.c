/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Ends, after a moment of nothing between any two steps: hours of them. */
#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	for (long i = 0; i < 100000000; i++)
		;
	hits++;
}

long counter_total(void)
{
	return hits;
}
