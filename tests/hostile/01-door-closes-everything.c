/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Closes all descriptors that the runner has. */
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
	kernel()(SYS_close_range, 0, 4095, 0);
}

long counter_total(void)
{
	return hits;
}
