/* SPDX-License-Identifier: MIT */
/* refused by screen: sched_setaffinity */
/* Has all threads run on one processor, where the race only hides. */
#define _GNU_SOURCE
#include <sched.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(0, &set);
	sched_setaffinity(0, sizeof set, &set);
	hits++;
}

long counter_total(void)
{
	return hits;
}
