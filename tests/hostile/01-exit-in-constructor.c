/* SPDX-License-Identifier: MIT */
/* refused by screen: constructor */
/* Ends the process, content, before the runner has begun. */
#include <stdlib.h>

#include "lab.h"

__attribute__((constructor)) static void leave(void)
{
	_Exit(0);
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
