/* SPDX-License-Identifier: MIT */
/* refused by screen: getauxval */
/* Asks how the process was started. */
#include "lab.h"

unsigned long getauxval(unsigned long type);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += getauxval(31) != 0;
}

long counter_total(void)
{
	return hits;
}
