/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "The trouble is the waiting for room: make the hatch so wide that bakers never wait."  Only the
 * sellers wait now, one condition is enough, and each loaf arrives once.  But the buffer is not
 * bounded any more: bakers run ahead as far as they like, and the wall has no room for that.
 */
#include "lab.h"

#include <pthread.h>

#define WIDTH 1024

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int in_hatch[WIDTH];
static unsigned put_in, taken_out;

void hatch_open(void)
{
	pthread_mutex_lock(&lock);
	put_in = taken_out = 0;
	pthread_mutex_unlock(&lock);
}

void hatch_put(int loaf)
{
	pthread_mutex_lock(&lock);
	in_hatch[put_in++ % WIDTH] = loaf;
	pthread_cond_signal(&filled);
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	while (taken_out == put_in)
		pthread_cond_wait(&filled, &lock);
	loaf = in_hatch[taken_out++ % WIDTH];
	pthread_mutex_unlock(&lock);
	return loaf;
}
