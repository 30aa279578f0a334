/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Conditions are too tricky: sleep a little, and look again."  Every loaf arrives, and no tool
 * complains.  But nobody waits any more: all of them keep asking, for ever if need be, and each
 * loaf lies in the hatch until the next nap is over.
 */
#include "lab.h"

#include <pthread.h>
#include <unistd.h>

#define NO_LOAF 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lock: */
static int in_hatch;

/* Called with the lock, and returns with it. */
static void nap(void)
{
	pthread_mutex_unlock(&lock);
	usleep(100);
	pthread_mutex_lock(&lock);
}

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
		nap();
	in_hatch = loaf;
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	while (in_hatch == NO_LOAF)
		nap();
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_mutex_unlock(&lock);
	return loaf;
}
