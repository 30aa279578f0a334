/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Lets no signal through. */
#include <signal.h>
#include <stddef.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, NULL);
	hits++;
}

long counter_total(void)
{
	return hits;
}
