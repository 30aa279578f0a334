/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Handles what its crashes raise, so that nobody else is told. */
#include <signal.h>
#include <unistd.h>

#include "lab.h"

static void quiet(int number)
{
	(void)number;
	_exit(0);
}

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	signal(SIGSEGV, quiet);
	hits++;
}

long counter_total(void)
{
	return hits;
}
