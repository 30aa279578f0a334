/* SPDX-License-Identifier: MIT */
/* refused by screen: malloc is defined */
/* Takes the place of an allocator that the runtime uses, too. */
#include <stddef.h>

#include "lab.h"

void *malloc(size_t size)
{
	static char room[1 << 16];

	return size < sizeof room ? room : NULL;
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
