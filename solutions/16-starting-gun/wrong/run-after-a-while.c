/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "If nothing has woken it after a second, the shot must have been missed: then run."  No snail
 * stays at the line any more.  But a shot that was missed and one that has not been fired yet look
 * the same to somebody who only looks at the clock.
 */
#include "lab.h"

#include <pthread.h>
#include <time.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
void derby_prepare(unsigned snails)
{
	(void)snails;
}

static void deadline(struct timespec *until)
{
	clock_gettime(CLOCK_REALTIME, until);
	until->tv_sec++;
}

void derby_await(void)
{
	struct timespec until;

	deadline(&until);
	pthread_mutex_lock(&line);
	pthread_cond_timedwait(&bang, &line, &until);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	pthread_mutex_lock(&line);
	pthread_cond_broadcast(&bang);
	pthread_mutex_unlock(&line);
}
