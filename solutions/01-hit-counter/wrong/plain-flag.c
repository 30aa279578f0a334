/* expect: data-race by tsan */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a lock made by hand, and it needs no library: wait until nobody is busy, then be busy.
 * Wrong: two visitors can both find that nobody is busy; looking and setting are two steps.
 */
#include "lab.h"

#include <sched.h>
#include <stdbool.h>

static volatile bool busy;
static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	while (busy)
		sched_yield();
	busy = true;
	hits++;
	busy = false;
}

long counter_total(void)
{
	return hits;
}
