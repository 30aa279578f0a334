/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Lets libc compute for it, between its steps. */
#include <math.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	double sum = 0;

	for (long i = 0; i < 100000000; i++)
		sum += pow(1.0000001, (double)i);
	hits += sum != 0;
}

long counter_total(void)
{
	return hits;
}
