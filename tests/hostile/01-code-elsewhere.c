/* SPDX-License-Identifier: MIT */
/* refused by screen: section */
/* Puts a function where the runtime would have its own. */
#include "lab.h"

__attribute__((section(".text.startup"), used)) static void early(void)
{
}

__attribute__((section(".plt"), used)) static void between(void)
{
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
