/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Has a handler that leaves with 0 at the end, whatever was found. */
#include <stdlib.h>
#include <unistd.h>

#include "lab.h"

static void leave(void)
{
	_exit(0);
}

static long hits;

void counter_reset(void)
{
	hits = 0;
	atexit(leave);
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
