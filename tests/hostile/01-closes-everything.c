/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Closes every descriptor that the runner may need. */
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
	for (int fd = 0; fd < 1024; fd++)
		close(fd);
}

long counter_total(void)
{
	return hits;
}
