/* SPDX-License-Identifier: MIT */
/*
 * Style: a chain.  The shot wakes one snail, and each that starts wakes the next one.  Right with
 * signals alone, since what is written down lets nobody sleep who comes later, and whoever is
 * asleep is woken by the one before it.  It spares a stampede; the last one starts late.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
/* guarded by line: */
static bool fired;

void derby_prepare(unsigned snails)
{
	(void)snails;
	pthread_mutex_lock(&line);
	fired = false;
	pthread_mutex_unlock(&line);
}

void derby_await(void)
{
	pthread_mutex_lock(&line);
	while (!fired)
		pthread_cond_wait(&bang, &line);
	pthread_cond_signal(&bang);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	pthread_mutex_lock(&line);
	fired = true;
	pthread_cond_signal(&bang);
	pthread_mutex_unlock(&line);
}
