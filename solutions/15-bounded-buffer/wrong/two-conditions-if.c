/* expect: assertion by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * The other half: each signal now reaches the right side, and "so whoever wakes knows that it is
 * true".  It was true when the signal was given.  Before the woken seller has the lock again, a
 * seller who has just arrived may take the loaf.
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
	if (in_hatch != NO_LOAF)
		pthread_cond_wait(&emptied, &lock);
	in_hatch = loaf;
	pthread_cond_signal(&filled);
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	if (in_hatch == NO_LOAF)
		pthread_cond_wait(&filled, &lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_cond_signal(&emptied);
	pthread_mutex_unlock(&lock);
	return loaf;
}
