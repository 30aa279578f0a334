/* SPDX-License-Identifier: MIT */
/*
 * Style: try and back off.  First as the hand goes, left and then right, but the second fork is
 * only tried for.  Whoever does not get it lays the first one back and then waits in the order of
 * the numbers, with nothing in hand that the order forbids.  To try again and again instead would
 * be no repair: all might do so in step, for ever.  Cost: two ways through the same code, for the
 * sake of those who were lucky.
 */
#include "lab.h"

#include <pthread.h>

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

	pthread_mutex_lock(left);
	if (pthread_mutex_trylock(right) != 0) {
		pthread_mutex_unlock(left);
		pthread_mutex_lock(left < right ? left : right);
		pthread_mutex_lock(left < right ? right : left);
	}
	tear(seat);
	pthread_mutex_unlock(right);
	pthread_mutex_unlock(left);
}
