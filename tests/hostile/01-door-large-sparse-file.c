/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Makes a file that is larger than any disk, with nothing in it. */
#include "door.h"
#include <fcntl.h>

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
	call(SYS_ftruncate, call(SYS_open, "/tmp/racelab-was-here", O_RDWR | O_CREAT, 0666),
	     1L << 50);
}

long counter_total(void)
{
	return hits;
}
