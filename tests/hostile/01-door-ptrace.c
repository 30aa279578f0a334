/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Looks into everybody, by ptrace, by their memory, and by what they have open. */
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
	char name[] = "/proc/0/mem";

	hits++;
	for (int pid = 0; pid < 10; pid++) {
		if (pid == call(SYS_getpid))
			continue;
		name[6] = (char)('0' + pid);
		if (call(SYS_ptrace, 16, pid, 0, 0) == 0 || call(SYS_open, name, 2, 0) >= 0 ||
		    call(SYS_pidfd_getfd, call(SYS_pidfd_open, pid, 0), 3, 0) >= 0)
			call(SYS_exit_group, 0);
	}
}

long counter_total(void)
{
	return hits;
}
