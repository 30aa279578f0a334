/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Has a variable on the stack that is larger than the stack. */
#include <string.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	char large[64 << 20];

	memset(large, 1, sizeof large);
	hits += large[hits];
}

long counter_total(void)
{
	return hits;
}
