/* SPDX-License-Identifier: MIT */
/* refused by screen: ptrace */
/* Looks into the process that started it. */
#include <unistd.h>

#include "lab.h"

long ptrace(int request, ...);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	ptrace(16, getppid(), 0, 0);
}

long counter_total(void)
{
	return hits;
}
