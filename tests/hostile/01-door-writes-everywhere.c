/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Writes to all descriptors that the runner has, and cuts them to nothing. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const char lie[64] = "rlb1";
	long (*call)(long, ...) = kernel();

	hits++;
	for (int fd = 0; fd < 1024; fd++) {
		call(SYS_write, fd, lie, sizeof lie);
		call(SYS_ftruncate, fd, 0);
	}
}

long counter_total(void)
{
	return hits;
}
