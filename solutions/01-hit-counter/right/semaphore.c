/* SPDX-License-Identifier: MIT */
/*
 * Style: a turnstile.  A semaphore that starts at one lets one thread pass at a time; it is made
 * exactly once, by whoever comes first.
 */
#include "lab.h"

#include <pthread.h>
#include <semaphore.h>

static pthread_once_t made = PTHREAD_ONCE_INIT;
static sem_t turnstile; /* guards hits */
static long hits;

static void make_turnstile(void)
{
	sem_init(&turnstile, 0, 1);
}

static void enter(void)
{
	pthread_once(&made, make_turnstile);
	/* A signal handler may interrupt the wait: then nobody has passed yet. */
	while (sem_wait(&turnstile) != 0)
		;
}

static void leave(void)
{
	sem_post(&turnstile);
}

void counter_reset(void)
{
	enter();
	hits = 0;
	leave();
}

void counter_visit(void)
{
	enter();
	hits++;
	leave();
}

long counter_total(void)
{
	long total;

	enter();
	total = hits;
	leave();
	return total;
}
