/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "One left-handed guest is enough; take the last one." The idea is right.  But seats are numbered
 * from 0, and nobody sits at the seat whose number is the number of seats.
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

	if (seat == laid) {
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
