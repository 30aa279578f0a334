/* expect: deadlock by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "The flag gets a lock of its own, so that the starter need not push to the line."  Each look and
 * each change is under a lock, and no tool complains.  But the snail gives back the flag's lock
 * before it falls asleep with the other one, and in between the shot is fired for nobody.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t bang = PTHREAD_COND_INITIALIZER;
static pthread_mutex_t paper = PTHREAD_MUTEX_INITIALIZER;
/* guarded by paper: */
static bool fired;

void derby_prepare(unsigned snails)
{
	(void)snails;
	pthread_mutex_lock(&paper);
	fired = false;
	pthread_mutex_unlock(&paper);
}

static bool has_fired(void)
{
	bool has;

	pthread_mutex_lock(&paper);
	has = fired;
	pthread_mutex_unlock(&paper);
	return has;
}

void derby_await(void)
{
	pthread_mutex_lock(&line);
	while (!has_fired())
		pthread_cond_wait(&bang, &line);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	pthread_mutex_lock(&paper);
	fired = true;
	pthread_mutex_unlock(&paper);
	pthread_cond_broadcast(&bang);
}
