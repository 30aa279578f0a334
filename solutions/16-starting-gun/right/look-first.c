/* SPDX-License-Identifier: MIT */
/*
 * Style: a quick way for the late.  Who comes after the shot sees it with one acquire load, and
 * never takes the lock; the others look again under it.  The flag is still written under the lock,
 * since that is what keeps it from falling between a look and the sleep.  It costs two ways to
 * think about instead of one.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
static atomic_bool fired; /* changed with line held, read also without */

void derby_prepare(unsigned snails)
{
	(void)snails;
	pthread_mutex_lock(&line);
	atomic_store_explicit(&fired, false, memory_order_relaxed);
	pthread_mutex_unlock(&line);
}

static bool has_fired(void)
{
	return atomic_load_explicit(&fired, memory_order_acquire);
}

void derby_await(void)
{
	if (has_fired())
		return;
	pthread_mutex_lock(&line);
	while (!has_fired())
		pthread_cond_wait(&bang, &line);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	pthread_mutex_lock(&line);
	atomic_store_explicit(&fired, true, memory_order_release);
	pthread_mutex_unlock(&line);
	pthread_cond_broadcast(&bang); /* the woken find the lock free; the tools frown */
}
