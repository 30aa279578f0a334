/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Handles each signal itself, so that no crash is told. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static long action[4]; /* to be ignored: 1 */
	long (*call)(long, ...) = kernel();

	hits++;
	action[0] = 1;
	for (int number = 1; number < 65; number++)
		call(SYS_rt_sigaction, number, action, 0, 8);
	*(volatile long *)8 = 0;
}

long counter_total(void)
{
	return hits;
}
