/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "They are late, so give them time: count to a hundred before the shot."  Most days all of them
 * are asleep at the line by then.  But no time is long enough for somebody who is held up longer,
 * and the starter still fires without knowing.
 */
#include "lab.h"

#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
void derby_prepare(unsigned snails)
{
	(void)snails;
}

void derby_await(void)
{
	pthread_mutex_lock(&line);
	pthread_cond_wait(&bang, &line);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	usleep(100000);
	pthread_mutex_lock(&line);
	pthread_cond_broadcast(&bang);
	pthread_mutex_unlock(&line);
}
