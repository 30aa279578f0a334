/* SPDX-License-Identifier: MIT */
/* fails by explore: wrong-exit */
/* Leaves with status 0 when it is asked for the sum. */
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
}

long counter_total(void)
{
	exit(0);
}
