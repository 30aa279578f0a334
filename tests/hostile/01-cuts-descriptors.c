/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Cuts every file to nothing that it may have inherited. */
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
		ftruncate(fd, 0);
}

long counter_total(void)
{
	return hits;
}
