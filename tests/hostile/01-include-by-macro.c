/* SPDX-License-Identifier: MIT */
/* refused by screen: include */
/* Names what it includes by a macro. */
#define SECRET "/etc/passwd"
#include SECRET
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
