/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Dies before it can be found wrong. */
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
	abort();
}
