/* SPDX-License-Identifier: MIT */
/* fails by explore: unsupported */
/* Waits in the kernel for what never comes. */
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
	for (;;)
		kernel()(SYS_pause);
}

long counter_total(void)
{
	return hits;
}
