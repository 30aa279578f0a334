/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Bakers only get in the way of bakers, sellers of sellers: a lock for each side."  But a baker
 * and a seller touch the same loaf, and now nothing keeps them apart.
 */
#include "lab.h"

#include <pthread.h>

#define NO_LOAF 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* the bakers' */
static pthread_mutex_t sellers_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t emptied = PTHREAD_COND_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
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
	pthread_cond_signal(&filled);
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&sellers_lock);
	while (in_hatch == NO_LOAF)
		pthread_cond_wait(&filled, &sellers_lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_cond_signal(&emptied);
	pthread_mutex_unlock(&sellers_lock);
	return loaf;
}
