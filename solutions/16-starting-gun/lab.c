/* SPDX-License-Identifier: MIT */
/* Reference for 16-starting-gun: that the shot was fired is written down. */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
/*
 * guarded by line:
 * The condition forgets a broadcast as soon as it is given; this is what remembers it for those who
 * come later.
 */
static bool fired;

void derby_prepare(unsigned snails)
{
	(void)snails;
	pthread_mutex_lock(&line);
	fired = false; /* yesterday's shot is over */
	pthread_mutex_unlock(&line);
}

void derby_await(void)
{
	pthread_mutex_lock(&line);
	/*
	 * Who comes after the shot sees it written down and does not wait at all.  `while`: to be
	 * woken means "look again"; POSIX allows a wait to end for no reason.
	 */
	while (!fired)
		pthread_cond_wait(&bang, &line);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	/*
	 * Written under the lock, or else it could fall between a snail's look and its sleep.  The
	 * snail gives back the lock and falls asleep in one step: so it has either not looked yet,
	 * or it is asleep already and hears the broadcast.
	 */
	pthread_mutex_lock(&line);
	fired = true;
	pthread_cond_broadcast(&bang); /* to all: one signal would wake one snail */
	pthread_mutex_unlock(&line);
}
