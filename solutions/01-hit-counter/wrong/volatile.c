/* expect: data-race by tsan */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: volatile makes the compiler fetch the count from memory each time.
 * Wrong: it still reads, adds and writes in three steps; volatile orders nothing between threads.
 */
#include "lab.h"

static volatile long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits = hits + 1;
}

long counter_total(void)
{
	return hits;
}
