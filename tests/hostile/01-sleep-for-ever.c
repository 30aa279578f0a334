/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Sleeps longer than anybody watches. */
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
	for (int i = 0; i < 100; i++)
		sleep(1000000000);
}

long counter_total(void)
{
	return hits;
}
