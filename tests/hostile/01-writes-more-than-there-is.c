/* SPDX-License-Identifier: MIT */
/* fails by explore: unsupported */
/* Writes more into a pipe than any memory holds. */
#include <unistd.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	int ends[2];

	hits = 0;
	pipe(ends);
	write(ends[1], ends, 1L << 46);
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
