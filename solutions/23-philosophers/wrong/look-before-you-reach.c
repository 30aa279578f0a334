/* expect: deadlock by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Reach for the forks only when both lie there." Whoever looks sees both, and is right.  All the
 * others look at the same moment, and are right, too; then all reach.  What was seen is over as
 * soon as one has let go of it.
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

/* Waits until a fork lies on the table. */
static void see(pthread_mutex_t *fork)
{
	pthread_mutex_lock(fork);
	pthread_mutex_unlock(fork);
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

	see(left);
	see(right);
	pthread_mutex_lock(left);
	pthread_mutex_lock(right);
	tear(seat);
	pthread_mutex_unlock(right);
	pthread_mutex_unlock(left);
}
