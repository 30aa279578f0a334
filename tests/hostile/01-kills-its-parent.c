/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Kills who started it. */
#include <signal.h>
#include <unistd.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	kill(getppid(), SIGKILL);
}

long counter_total(void)
{
	return hits;
}
