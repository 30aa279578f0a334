/* SPDX-License-Identifier: MIT */
/*
 * Style: a gate.  Only one guest at a time may reach for forks; whoever has both lets the next one
 * reach.  The one at the gate waits with a fork in hand, but those it waits for have all that they
 * need, and eat.  Cost: while that one waits, nobody else can begin, and tools see the circle and
 * not the gate.
 */
#include "lab.h"

#include <pthread.h>

static unsigned laid; /* seats; set before anybody eats, then only read */

/* held while reaching for forks; forks nest inside it */
static pthread_mutex_t waitress = PTHREAD_MUTEX_INITIALIZER;

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

	pthread_mutex_lock(&waitress);
	pthread_mutex_lock(left);
	pthread_mutex_lock(right);
	pthread_mutex_unlock(&waitress);
	tear(seat);
	pthread_mutex_unlock(right);
	pthread_mutex_unlock(left);
}
