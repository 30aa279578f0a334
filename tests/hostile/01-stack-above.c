/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Returns to where it likes: writes over its caller's frames. */
#include <string.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	long here = 0;

	hits++;
	memset(&here, 0x41, 4096);
}

long counter_total(void)
{
	return hits;
}
