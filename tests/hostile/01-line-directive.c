/* SPDX-License-Identifier: MIT */
/* refused by screen: renumbers */
/* Has its findings told of a file that is not its own. */
#line 1 "/etc/passwd"
#include "lab.h"

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
