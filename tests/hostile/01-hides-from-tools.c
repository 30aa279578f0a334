/* SPDX-License-Identifier: MIT */
/* refused by screen: no_sanitize */
/* Is not to be seen by what watches accesses. */
#include "lab.h"

__attribute__((no_sanitize("thread"))) void counter_visit(void);

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
	return hits;
}
