/* SPDX-License-Identifier: MIT */
/* refused by compiler: file truncated */
/* Sixteen terabytes of which the last byte is set. */
#include "lab.h"

static char large[1L << 44] = {[(1L << 44) - 1] = 1};

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += large[hits];
}

long counter_total(void)
{
	return hits;
}
