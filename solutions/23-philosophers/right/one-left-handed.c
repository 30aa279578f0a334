/* SPDX-License-Identifier: MIT */
/*
 * Style: one guest is left-handed.  All take the left fork first, but for the one at the last seat:
 * it is the same order of numbers as the reference's, seen from the chairs.  It is enough that one
 * person is different to break the circle.  Cost: the rule hangs on who sits where, and the next
 * who changes the table must know it.
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

	if (seat == laid - 1) {
		pthread_mutex_lock(right);
		pthread_mutex_lock(left);
	} else {
		pthread_mutex_lock(left);
		pthread_mutex_lock(right);
	}
	tear(seat);
	pthread_mutex_unlock(right);
	pthread_mutex_unlock(left);
}
