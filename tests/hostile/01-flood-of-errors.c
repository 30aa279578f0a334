/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Complains without end. */
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
		fputs("A visitor! A visitor! A visitor! A visitor! A visitor!\n", stderr);
}

long counter_total(void)
{
	return hits;
}
