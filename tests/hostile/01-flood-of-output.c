/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Prints without end. */
#include <stdio.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	for (;;)
		puts("A visitor! A visitor! A visitor! A visitor! A visitor! A visitor!");
}

long counter_total(void)
{
	return hits;
}
