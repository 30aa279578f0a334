/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Writes zeros from its own variables downwards. */
#include <string.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	memset((char *)&hits - (1 << 24), 0, 1 << 24);
}

long counter_total(void)
{
	return hits;
}
