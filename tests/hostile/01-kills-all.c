/* SPDX-License-Identifier: MIT */
/* fails by explore: unsupported */
/* Kills everybody that it may. */
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
	kill(-1, SIGKILL);
}

long counter_total(void)
{
	return hits;
}
