/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Leaves a process behind, in a session of its own, that waits for better times. */
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
	if (call(SYS_fork) != 0)
		return;
	call(SYS_setsid);
	if (call(SYS_fork) != 0)
		call(SYS_exit_group, 0);
	for (;;)
		call(SYS_pause);
}

long counter_total(void)
{
	return hits;
}
