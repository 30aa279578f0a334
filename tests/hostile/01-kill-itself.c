/* SPDX-License-Identifier: MIT */
/* fails by explore: wrong-exit */
/* Kills its process, so that nobody can say how it went. */
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
}

long counter_total(void)
{
	kill(getpid(), SIGKILL);
	return hits;
}
