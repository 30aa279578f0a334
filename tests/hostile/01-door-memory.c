/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Maps memory past all models, and uses it. */
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
	for (;;) {
		long place = call(SYS_mmap, 0, 1L << 26, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

		if (place < 0)
			hits++;
	}
}

long counter_total(void)
{
	return hits;
}
