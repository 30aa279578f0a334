/* SPDX-License-Identifier: MIT */
/* refused by screen: asm */
/* Calls the kernel by a name that its text does not have. */
#include "lab.h"

long kernel(long number, ...) __asm__("syscall");

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	kernel(231, 0);
}

long counter_total(void)
{
	return hits;
}
