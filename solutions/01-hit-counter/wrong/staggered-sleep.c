/* expect: data-race by tsan */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: each visitor waits a little, each a different while, and the count comes out right.
 * Wrong: a sleep makes the bad moment rare and orders nothing; on a loaded machine it comes back.
 */
#include "lab.h"

#include <pthread.h>
#include <time.h>

static long hits;

/* The threads' ids differ, so their naps differ too: a few microseconds at most. */
static void nap(void)
{
	long step = (long)(((unsigned long)pthread_self() >> 12) % 10);
	struct timespec while_away = {.tv_sec = 0, .tv_nsec = step * 1000};

	nanosleep(&while_away, NULL);
}

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	nap();
	hits++;
}

long counter_total(void)
{
	return hits;
}
