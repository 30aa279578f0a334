/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Never ends, and touches nothing that could be seen. */
#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	for (;;)
		;
}

long counter_total(void)
{
	return hits;
}
