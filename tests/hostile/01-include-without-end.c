/* SPDX-License-Identifier: MIT */
/* refused by screen: /dev/zero */
/* Has the compiler read a file without end. */
#include "/dev/zero"
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
