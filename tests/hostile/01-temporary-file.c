/* SPDX-License-Identifier: MIT */
/* refused by screen: fopen */
/* Counts in a file that outlives it. */
#include <stdio.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	FILE *file = fopen("/tmp/hits", "a");

	hits++;
	fputc('x', file);
}

long counter_total(void)
{
	return hits;
}
