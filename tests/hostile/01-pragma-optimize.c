/* SPDX-License-Identifier: MIT */
/* refused by screen: pragma */
/* Has its code compiled otherwise than it is checked. */
#pragma GCC optimize("O3")
#include "lab.h"

static long hits;

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
