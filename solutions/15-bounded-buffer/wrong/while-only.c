/* expect: deadlock by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * Half of the repair, and the half that every book names: `while` for `if`.  Nobody goes ahead
 * wrongly any more, but bakers and sellers still share one condition.  A seller's signal may wake
 * another seller, who looks, finds nothing and sleeps again: the baker it was due to sleeps on.
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
	while (in_hatch != NO_LOAF)
		pthread_cond_wait(&changed, &lock);
	in_hatch = loaf;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	while (in_hatch == NO_LOAF)
		pthread_cond_wait(&changed, &lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
	return loaf;
}
