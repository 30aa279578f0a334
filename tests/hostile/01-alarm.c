/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Has the kernel end it, by a signal that looks like an accident. */
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
	alarm(1);
}

long counter_total(void)
{
	return hits;
}
