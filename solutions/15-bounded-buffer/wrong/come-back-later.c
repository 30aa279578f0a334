/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Never wait at all: if the hatch is not free, or empty, come back later."  Nobody comes back: a
 * loaf that finds the hatch full is thrown away, and a seller who finds it empty leaves with none.
 */
#include "lab.h"

#include <pthread.h>

#define NO_LOAF 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
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
	if (in_hatch == NO_LOAF)
		in_hatch = loaf;
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_mutex_unlock(&lock);
	return loaf;
}
