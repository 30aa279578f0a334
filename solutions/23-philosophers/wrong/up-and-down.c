/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Take the left one, try for the right one, lay the left one back, and so on until it works." Each
 * dumpling is eaten if the others are slow or quick enough.  But nobody waits: all of them pick up
 * and lay down, as fast as they can, and if they do it in step, for ever.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>

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
	while (pthread_mutex_trylock(right) != 0) {
		pthread_mutex_unlock(left);
		sched_yield();
		pthread_mutex_lock(left);
	}
	tear(seat);
	pthread_mutex_unlock(right);
	pthread_mutex_unlock(left);
}
