/* expect: deadlock by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Look whether the shot was fired; if not, take the lock and wait for it."  The look is right and
 * the wait is right, and the shot fits between the two: what was seen before the lock was taken is
 * not true any more once it has been.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
static atomic_bool fired; /* changed with line held */

void derby_prepare(unsigned snails)
{
	(void)snails;
	pthread_mutex_lock(&line);
	atomic_store(&fired, 0);
	pthread_mutex_unlock(&line);
}

void derby_await(void)
{
	if (atomic_load(&fired))
		return;
	pthread_mutex_lock(&line);
	pthread_cond_wait(&bang, &line);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	pthread_mutex_lock(&line);
	atomic_store(&fired, 1);
	pthread_cond_broadcast(&bang);
	pthread_mutex_unlock(&line);
}
