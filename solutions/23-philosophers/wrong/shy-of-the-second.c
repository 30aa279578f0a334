/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Never hold two forks: take the left one and stick it into the dumpling, let go, take the right
 * one, tear." No circle can close.  But what one has let go of, the neighbour takes, with the
 * dumpling on it.
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
	pthread_mutex_unlock(left);
	pthread_mutex_lock(right);
	tear(seat);
	pthread_mutex_unlock(right);
}
