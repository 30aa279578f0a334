/* SPDX-License-Identifier: MIT */
/* refused by screen: section */
/* Is called by the loader, by a section instead of an attribute. */
#include <unistd.h>

#include "lab.h"

static void leave(void)
{
	_exit(0);
}

__attribute__((section(".preinit_array"), used)) static void (*const first)(void) = leave;

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
