/* expect: deadlock by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Then make the flag atomic: no tool has anything against that, and no lock is needed to fire."  A
 * snail looks, and sees no shot.  Then the shot is written down, and the broadcast wakes nobody;
 * then the snail goes to sleep.  The lock is there to keep these apart.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
static atomic_bool fired;

void derby_prepare(unsigned snails)
{
	(void)snails;
	atomic_store(&fired, 0);
}

void derby_await(void)
{
	pthread_mutex_lock(&line);
	while (!atomic_load(&fired))
		pthread_cond_wait(&bang, &line);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	atomic_store(&fired, 1);
	pthread_cond_broadcast(&bang);
}
