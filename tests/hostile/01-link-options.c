/* SPDX-License-Identifier: MIT */
/* refused by screen: section */
/* Asks the linker for more than it was asked by us. */
#include "lab.h"

__attribute__((section(".note.racelab.linker"), used)) static const char options[] = "--wrap=x";

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
