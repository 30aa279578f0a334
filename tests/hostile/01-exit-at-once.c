/* SPDX-License-Identifier: MIT */
/* fails by explore: wrong-exit */
/* Leaves without any handler, in the middle of a visit. */
#include <unistd.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	_exit(0);
}

long counter_total(void)
{
	return hits;
}
