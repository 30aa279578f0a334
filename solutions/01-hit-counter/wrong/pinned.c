/* expect: data-race by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: two visitors cannot meet if all of them use the same processor; natively it comes out right.
 * Wrong: on one processor, too, a visitor can be interrupted between the reading and the writing.
 */
#define _GNU_SOURCE
#include "lab.h"

#include <pthread.h>
#include <sched.h>

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	cpu_set_t first;

	CPU_ZERO(&first);
	CPU_SET(0, &first);
	pthread_setaffinity_np(pthread_self(), sizeof first, &first);
	hits++;
}

long counter_total(void)
{
	return hits;
}
