/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Forks, and lets parent and child both go on with the search. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	kernel()(SYS_fork);
}

long counter_total(void)
{
	return hits;
}
