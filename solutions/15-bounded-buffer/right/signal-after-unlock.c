/* SPDX-License-Identifier: MIT */
/*
 * The reference, but the signal is given after the unlock, so that the woken finds the lock free.
 * Right: the change itself was made under the lock, so whoever waits was seen or saw it.
 */
#include "lab.h"

#include <pthread.h>

#define NO_LOAF 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t emptied = PTHREAD_COND_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int in_hatch;

void hatch_open(void)
{
	pthread_mutex_lock(&lock);
	in_hatch = NO_LOAF;
	pthread_mutex_unlock(&lock);
}

void hatch_put(int loaf)
{
	pthread_mutex_lock(&lock);
	while (in_hatch != NO_LOAF)
		pthread_cond_wait(&emptied, &lock);
	in_hatch = loaf;
	pthread_mutex_unlock(&lock);
	pthread_cond_signal(&filled);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	while (in_hatch == NO_LOAF)
		pthread_cond_wait(&filled, &lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_mutex_unlock(&lock);
	pthread_cond_signal(&emptied);
	return loaf;
}
