/* expect: assertion by stress */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a count for each thread, so that nobody shares anything, and no tool complains.
 * Wrong: nobody adds the counts up: the total is that of the thread that asks.
 */
#include "lab.h"

static _Thread_local long hits;

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
