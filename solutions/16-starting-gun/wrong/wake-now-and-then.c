/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Nobody sleeps for ever who wakes every millisecond and looks."  Every snail starts.  But one
 * that came an hour early has looked three million times by then, and the one who needs that is the
 * one whose flag is written without the lock: with it, nobody would have to look twice.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
static atomic_bool fired;

void derby_prepare(unsigned snails)
{
	(void)snails;
	atomic_store(&fired, 0);
}

static void deadline(struct timespec *until)
{
	clock_gettime(CLOCK_REALTIME, until);
	until->tv_nsec += 1000000;
	if (until->tv_nsec >= 1000000000) {
		until->tv_sec++;
		until->tv_nsec -= 1000000000;
	}
}

void derby_await(void)
{
	pthread_mutex_lock(&line);
	while (!atomic_load(&fired)) {
		struct timespec until;

		deadline(&until);
		pthread_cond_timedwait(&bang, &line, &until);
	}
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	atomic_store(&fired, 1);
	pthread_cond_broadcast(&bang);
}
