/* SPDX-License-Identifier: MIT */
/* refused by screen: constructor */
/* Keeps the loader busy for ever. */
#include "lab.h"

__attribute__((constructor)) static void stay(void)
{
	for (;;)
		;
}

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
