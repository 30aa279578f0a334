/* expect: assertion by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "There is one shot, and nothing else that could wake a snail: look once, and sleep once."  So it
 * seems, on most machines and most days.  But POSIX allows a wait to end for no reason at all, and then
 * a snail runs off that has heard nothing.
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
	if (!fired)
		pthread_cond_wait(&bang, &line);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	pthread_mutex_lock(&line);
	fired = true;
	pthread_cond_broadcast(&bang);
	pthread_mutex_unlock(&line);
}
