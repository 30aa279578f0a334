/* expect: assertion by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Somebody was not woken, so wake them all."  All of them wake, one after the other, and each
 * believes that the loaf is meant for it: `if` does not look again.
 */
#include "lab.h"

#include <pthread.h>

#define NO_LOAF 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
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
		pthread_cond_wait(&changed, &lock);
	in_hatch = loaf;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	if (in_hatch == NO_LOAF)
		pthread_cond_wait(&changed, &lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	return loaf;
}
