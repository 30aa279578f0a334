/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Takes all memory away from the process, its own code too. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	kernel()(SYS_munmap, 0, 1L << 47);
	kernel()(SYS_munmap, 4096, (1L << 47) - 8192);
}

long counter_total(void)
{
	return hits;
}
