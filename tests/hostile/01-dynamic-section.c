/* SPDX-License-Identifier: MIT */
/* refused by screen: _DYNAMIC */
/* Finds the loader's list of all that is loaded by its own dynamic section. */
#include <stddef.h>

#include "lab.h"

extern const long _DYNAMIC[];

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	for (const long *entry = _DYNAMIC; entry[0] != 0; entry += 2)
		if (entry[0] == 3) /* the jump table: its second word is the loader's own */
			*(long *)((long *)entry[1])[1] = 0;
}

long counter_total(void)
{
	return hits;
}
