/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Writes to every descriptor that it may have inherited. */
#include <unistd.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const char lie[64] = "rlb1";

	hits++;
	for (int fd = 0; fd < 1024; fd++)
		write(fd, lie, sizeof lie);
}

long counter_total(void)
{
	return hits;
}
