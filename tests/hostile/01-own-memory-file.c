/* SPDX-License-Identifier: MIT */
/* refused by screen: open */
/* Writes into its own memory by a file, where nothing is read-only. */
#include <fcntl.h>
#include <unistd.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	pwrite(open("/proc/self/mem", O_RDWR), "", 1, (off_t)(size_t)&hits);
}

long counter_total(void)
{
	return hits;
}
