/* SPDX-License-Identifier: MIT */
/* refused by screen: unshare */
/* Becomes root of a world of its own. */
#include <unistd.h>

#include "lab.h"

int unshare(int flags);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	unshare(0x10000000);
}

long counter_total(void)
{
	return hits;
}
