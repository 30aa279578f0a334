/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Takes from the runner what it needs to tell how it went, and from itself what would end it. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const long none[2] = {0, 0}, all[2] = {-1, -1};
	long (*call)(long, ...) = kernel();

	hits++;
	for (int which = 0; which < 16; which++) {
		call(SYS_setrlimit, which, all);
		call(SYS_setrlimit, which, none);
	}
}

long counter_total(void)
{
	return hits;
}
