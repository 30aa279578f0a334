/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Write down that the shot was fired.  The starter only sets it, so he needs no lock, and the
 * snails look at it under theirs."  One side with the lock is no side with the lock: nothing orders
 * his writing with their reading, and it may fall between a look and the sleep.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
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
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	fired = true;
	pthread_cond_broadcast(&bang);
}
