/* SPDX-License-Identifier: MIT */
/* refused by compiler: File size limit */
/* Is to lie where no memory is. */
#include "lab.h"

static _Alignas(1 << 28) char here[1 << 29];
static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += here[0] + 1;
}

long counter_total(void)
{
	return hits;
}
