/* SPDX-License-Identifier: MIT */
/* fails by explore: wrong-exit */
/* Ends the process by the kernel, where nobody is asked. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	kernel()(SYS_exit_group, 0);
}

long counter_total(void)
{
	return hits;
}
