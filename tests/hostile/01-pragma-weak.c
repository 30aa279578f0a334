/* SPDX-License-Identifier: MIT */
/* refused by screen: pragma */
/* Gives a function of the runtime to the linker by a pragma. */
#include "lab.h"

#pragma weak racelab_lab

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
