/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Leaves a named semaphore for those who come after it. */
#include <fcntl.h>
#include <semaphore.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	sem_post(sem_open("/racelab-was-here", O_CREAT, 0666, 1));
}

long counter_total(void)
{
	return hits;
}
