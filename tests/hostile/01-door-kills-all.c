/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Kills everybody, past all models. */
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
	kernel()(SYS_kill, -1, 9);
}

long counter_total(void)
{
	return hits;
}
