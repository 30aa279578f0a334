/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Kills who started it, past all models. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	long (*call)(long, ...) = kernel();

	hits++;
	call(SYS_kill, call(SYS_getppid), 9);
	call(SYS_kill, 1, 9);
}

long counter_total(void)
{
	return hits;
}
