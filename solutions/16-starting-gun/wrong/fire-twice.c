/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "Who misses the first shot hears the second: fire, wait a little, and fire again."  It is the
 * same shot, forgotten as quickly, and there is always one snail that comes after the last.
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

static void shoot(void)
{
	pthread_mutex_lock(&line);
	pthread_cond_broadcast(&bang);
	pthread_mutex_unlock(&line);
}

void derby_fire(void)
{
	shoot();
	usleep(1000);
	shoot();
}
