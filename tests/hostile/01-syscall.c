/* SPDX-License-Identifier: MIT */
/* refused by screen: syscall */
/* Calls the kernel itself. */
#include <sys/types.h>
#include <unistd.h>

#include "lab.h"

long syscall(long number, ...);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	syscall(231, 0);
	return hits;
}
