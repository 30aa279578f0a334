/* SPDX-License-Identifier: MIT */
/* Reference for 23-philosophers: of two forks, everybody takes the lower number first. */
#include "lab.h"

#include <pthread.h>

static unsigned laid; /* seats; set before anybody eats, then only read */

/*
 * forks[i] is held by whoever has fork i in hand.  Of two forks, the lower number is taken first,
 * by everybody.  Then nobody waits for a lower fork than he has in hand, so the waiting cannot
 * close to a circle: the one with the highest fork of all waits for nobody, and eats.
 */
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

/*
 * "Left, then right" is the same rule at each seat, and yet no order of the forks: at the last
 * seat, fork 0 lies to the right, and the circle closes.  Numbers are the same from all sides.
 */
void table_dine(unsigned seat, void (*tear)(unsigned seat))
{
	pthread_mutex_t *left = left_of(seat);
	pthread_mutex_t *right = right_of(seat);
	pthread_mutex_t *first = left < right ? left : right; /* both lie in forks[] */
	pthread_mutex_t *second = left < right ? right : left;

	pthread_mutex_lock(first);
	pthread_mutex_lock(second);
	tear(seat);
	/* To lay a fork down never waits, so here any order will do. */
	pthread_mutex_unlock(second);
	pthread_mutex_unlock(first);
}
