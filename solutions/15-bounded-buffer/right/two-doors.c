/* SPDX-License-Identifier: MIT */
/*
 * A door on either side lets in one baker and one seller.  Right with a single condition: who
 * signals is not waiting, so the only one who can be is the one on the other side.
 */
#include "lab.h"

#include <pthread.h>

#define NO_LOAF 0

/* held while a baker, or a seller, is at the hatch; lock nests inside them */
static pthread_mutex_t bakers_door = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t sellers_door = PTHREAD_MUTEX_INITIALIZER;

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
	pthread_mutex_lock(&bakers_door);
	pthread_mutex_lock(&lock);
	while (in_hatch != NO_LOAF)
		pthread_cond_wait(&changed, &lock);
	in_hatch = loaf;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
	pthread_mutex_unlock(&bakers_door);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&sellers_door);
	pthread_mutex_lock(&lock);
	while (in_hatch == NO_LOAF)
		pthread_cond_wait(&changed, &lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
	pthread_mutex_unlock(&sellers_door);
	return loaf;
}
