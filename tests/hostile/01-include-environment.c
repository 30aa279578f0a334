/* SPDX-License-Identifier: MIT */
/* refused by screen: /proc/self/environ */
/* Has the compiler quote the secrets of who started it. */
#include </proc/self/environ>
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
	return hits;
}
