/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Takes all memory that there is, and uses it. */
#include <stdlib.h>
#include <string.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	for (;;)
		memset(malloc(64 << 20), 1, 64 << 20);
}

long counter_total(void)
{
	return hits;
}
