/* SPDX-License-Identifier: MIT */
/* refused by screen: /etc/shadow */
/* Has the compiler quote what it cannot understand. */
#include "/etc/shadow"
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
