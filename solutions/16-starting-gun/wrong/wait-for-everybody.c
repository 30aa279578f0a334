/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "A barrier for all the snails and the starter: nobody is late when nobody may go before all are
 * there." Then the starter waits, too, and that he must not: on a day when nobody comes he stands
 * there with his gun for ever, and a snail that has the gun waits for itself to come to the line.
 */
#include "lab.h"

#include <pthread.h>

static pthread_barrier_t start;

void derby_prepare(unsigned snails)
{
	pthread_barrier_init(&start, NULL, snails + 1);
}

void derby_await(void)
{
	pthread_barrier_wait(&start);
}

void derby_fire(void)
{
	pthread_barrier_wait(&start);
}
