/* SPDX-License-Identifier: MIT */
/* refused by screen: embed */
/* Has the compiler read the solution as numbers. */
#include "lab.h"

static const char text[] = {
#embed "/etc/passwd"
};

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += text[0];
}

long counter_total(void)
{
	return hits;
}
