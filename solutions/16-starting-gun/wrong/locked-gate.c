/* expect: lock-misuse by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "A mutex is a gate: lock it before the derby, and whoever is stopped at it gets through when the
 * starter unlocks it."  It even remembers.  But a mutex belongs to the thread that locked it, and
 * that is who prepared the derby, not who fires: what an unlock by another does, nobody promises.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

void derby_prepare(unsigned snails)
{
	(void)snails;
	pthread_mutex_lock(&gate);
}

void derby_await(void)
{
	pthread_mutex_lock(&gate);
	pthread_mutex_unlock(&gate);
}

void derby_fire(void)
{
	pthread_mutex_unlock(&gate);
}
