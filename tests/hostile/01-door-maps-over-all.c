/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Lays zeros over all memory that it can find. */
#include "door.h"
#include <sys/mman.h>

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
	for (unsigned long at = 1UL << 46; at < 1UL << 47; at += 1UL << 40)
		call(SYS_mmap, at, 1UL << 40, PROT_NONE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
}

long counter_total(void)
{
	return hits;
}
