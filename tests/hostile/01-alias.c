/* SPDX-License-Identifier: MIT */
/* refused by screen: attribute alias */
/* Is another function by the name of one that the runtime needs. */
#include "lab.h"

static int nothing(void)
{
	return 0;
}

__attribute__((alias("nothing"))) extern int sched_yield(void);

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
