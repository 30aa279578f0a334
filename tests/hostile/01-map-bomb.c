/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Maps memory without end. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	for (;;)
		memset(mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
			    0),
		       1, 64 << 20);
}

long counter_total(void)
{
	return hits;
}
