/* SPDX-License-Identifier: MIT */
/* refused by screen: outcome is defined */
/* Says itself what came of a run. */
#include "lab.h"

void outcome(long value)
{
	(void)value;
}

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
