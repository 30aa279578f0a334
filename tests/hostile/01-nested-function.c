/* SPDX-License-Identifier: MIT */
/* refused by screen: stack */
/* Takes the address of a function in a function: code on the stack. */
#include <stdlib.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	long now = hits;
	int more(const void *a, const void *b)
	{
		now++;
		return a == b;
	}

	qsort(&now, 1, sizeof now, more);
	hits = now + 1;
}

long counter_total(void)
{
	return hits;
}
