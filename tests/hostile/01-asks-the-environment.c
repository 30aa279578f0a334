/* SPDX-License-Identifier: MIT */
/* refused by screen: getenv */
/* Asks which libraries were loaded before it. */
#include <stdlib.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += getenv("LD_PRELOAD") != NULL ? 1 : 2;
}

long counter_total(void)
{
	return hits;
}
