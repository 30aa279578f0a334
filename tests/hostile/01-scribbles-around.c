/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Writes zeros from its own variables upwards, over whatever lies there. */
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
	memset(&hits + 1, 0, 1 << 24);
}

long counter_total(void)
{
	return hits;
}
