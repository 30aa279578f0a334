/* SPDX-License-Identifier: MIT */
/* refused by screen: main is defined */
/* Is a program, and an honest one, to whoever starts it. */
#include "lab.h"

int main(void)
{
	return 0;
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
