/* SPDX-License-Identifier: MIT */
/* refused by compiler: ld returned */
/* Has a variable larger than any memory. */
#include "lab.h"

static char large[1L << 40];

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += large[hits << 30] + 1;
}

long counter_total(void)
{
	return hits;
}
