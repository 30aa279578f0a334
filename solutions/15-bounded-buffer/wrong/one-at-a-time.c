/* expect: deadlock by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "Let only one person near the hatch, then nobody can slip in between."  But the one who waits at
 * the hatch keeps the door shut: pthread_cond_wait gives back the lock it is told of, and not the
 * door.  A seller who comes before the first baker waits for a loaf that nobody can bring.
 */
#include "lab.h"

#include <pthread.h>

#define NO_LOAF 0

/* held by whoever is at the hatch; lock nests inside it */
static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;

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
	pthread_mutex_lock(&door);
	pthread_mutex_lock(&lock);
	while (in_hatch != NO_LOAF)
		pthread_cond_wait(&changed, &lock);
	in_hatch = loaf;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
	pthread_mutex_unlock(&door);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&door);
	pthread_mutex_lock(&lock);
	while (in_hatch == NO_LOAF)
		pthread_cond_wait(&changed, &lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
	pthread_mutex_unlock(&door);
	return loaf;
}
