/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Nobody takes longer than a minute over a dumpling: who has waited for that long goes home." The
 * circle opens by itself, a minute later.  But the guest who opens it has not eaten, and if all
 * wait equally long, nobody has.
 */
#include "lab.h"

#include <pthread.h>
#include <time.h>

static unsigned laid; /* seats; set before anybody eats, then only read */

/* forks[i] is held by whoever has fork i in hand */
static pthread_mutex_t forks[TABLE_MOST] = {
	PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
	PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
};

void table_lay(unsigned seats)
{
	laid = seats;
}

static pthread_mutex_t *left_of(unsigned seat)
{
	return &forks[seat];
}

static pthread_mutex_t *right_of(unsigned seat)
{
	return &forks[(seat + 1) % laid];
}

void table_dine(unsigned seat, void (*tear)(unsigned seat))
{
	pthread_mutex_t *left = left_of(seat);
	pthread_mutex_t *right = right_of(seat);
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 60;
	pthread_mutex_lock(left);
	if (pthread_mutex_timedlock(right, &until) == 0) {
		tear(seat);
		pthread_mutex_unlock(right);
	}
	pthread_mutex_unlock(left);
}
