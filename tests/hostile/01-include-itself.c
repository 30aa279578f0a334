/* SPDX-License-Identifier: MIT */
/* refused by screen: include */
/* Includes itself, twice in each. */
#include __FILE__
#include __FILE__
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
