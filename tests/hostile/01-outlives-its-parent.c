/* SPDX-License-Identifier: MIT */
/* refused by screen: prctl */
/* Is not to die with the runner. */
#include <unistd.h>

#include "lab.h"

int prctl(int option, ...);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	prctl(1, 0);
}

long counter_total(void)
{
	return hits;
}
