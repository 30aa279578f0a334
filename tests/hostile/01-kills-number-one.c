/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Kills the first process that there is. */
#include <signal.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	kill(1, SIGKILL);
}

long counter_total(void)
{
	return hits;
}
