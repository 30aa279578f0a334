/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Has a look at what is not its own; where it finds anything, it leaves. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const char *const secrets[] = {
		"/etc/shadow",	   "/etc/passwd",      "/root",	      "/home",
		"/proc/1/environ", "/proc/1/root/etc", "/sys/kernel", "/dev/sda",
		"/dev/mem",	   "/dev/kmsg",	       "/dev/tty",    "/var",
	};
	long (*call)(long, ...) = kernel();

	hits++;
	for (unsigned i = 0; i < sizeof secrets / sizeof *secrets; i++)
		if (call(SYS_open, secrets[i], 0, 0) >= 0)
			call(SYS_exit_group, 0);
}

long counter_total(void)
{
	return hits;
}
