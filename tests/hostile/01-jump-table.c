/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Has its calls of the runtime lead elsewhere, by its own table of jumps. */
#include <pthread.h>
#include <string.h>

#include "lab.h"

extern void *_GLOBAL_OFFSET_TABLE_[];

static void nothing(void)
{
}

static long hits;

void counter_reset(void)
{
	hits = 0;
	for (int i = 3; i < 64; i++)
		_GLOBAL_OFFSET_TABLE_[i] = (void *)nothing;
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
