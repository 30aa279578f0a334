/* SPDX-License-Identifier: MIT */
/* refused by screen: /dev/stdin */
/* Has the compiler wait for what is typed. */
#include "/dev/stdin"
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
