/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Becomes root of a world of its own, and mounts what it likes there. */
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
	if (call(SYS_unshare, 0x10000000) == 0 ||
	    call(SYS_mount, "none", "/tmp", "tmpfs", 0, 0) == 0 || call(SYS_setuid, 0) == 0)
		call(SYS_exit_group, 0);
}

long counter_total(void)
{
	return hits;
}
