/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Now and then a signal gets lost, so wait for a millisecond at most."  The wrong one is still
 * woken; the time-out only hides it, at the price of a look every millisecond for as long as
 * anybody waits.
 */
#include "lab.h"

#include <pthread.h>
#include <time.h>

#define NO_LOAF 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int in_hatch;

static void wait_a_little(void)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_cond_timedwait(&changed, &lock, &until);
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
		wait_a_little();
	in_hatch = loaf;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	while (in_hatch == NO_LOAF)
		wait_a_little();
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
	return loaf;
}
