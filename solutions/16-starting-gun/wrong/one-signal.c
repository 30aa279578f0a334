/* expect: deadlock by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "The flag, under the lock, in a loop; and a signal, since there is one shot."  With one snail it
 * is right.  Of two that sleep, a signal wakes one, and there is no second shot for the other.
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
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	pthread_mutex_lock(&line);
	fired = true;
	pthread_cond_signal(&bang);
	pthread_mutex_unlock(&line);
}
