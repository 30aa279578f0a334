/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Forks for ever, past all models. */
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
		kernel()(SYS_fork);
}

long counter_total(void)
{
	return hits;
}
