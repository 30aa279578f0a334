/* SPDX-License-Identifier: MIT */
/* refused by compiler: File size limit */
/* A gigabyte that the compiler has to write. */
#include "lab.h"

static char large[1 << 30] = {1};

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
