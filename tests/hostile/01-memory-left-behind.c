/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Leaves named memory for those who come after it. */
#include <fcntl.h>
#include <sys/mman.h>
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
	ftruncate(shm_open("/racelab-was-here", O_RDWR | O_CREAT, 0666), 4096);
}

long counter_total(void)
{
	return hits;
}
