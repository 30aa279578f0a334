/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Has the kernel send it signals all the time, so that no call comes to its end. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const long often[4] = {0, 1, 0, 1};
	static long action[4];
	long (*call)(long, ...) = kernel();

	hits++;
	action[0] = 1;
	call(SYS_setitimer, 0, often, 0);
	call(SYS_setitimer, 1, often, 0);
	call(SYS_setitimer, 2, often, 0);
}

long counter_total(void)
{
	return hits;
}
