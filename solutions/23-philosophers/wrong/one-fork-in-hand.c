/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Two locks are one too many: hold the left fork, and just use the right one." No circle can close
 * where nobody holds one thing and waits for another.  But the right fork is the neighbour's left
 * one, and he has it in hand.
 */
#include "lab.h"

#include <pthread.h>

/* forks[i] is held by whoever has fork i in hand */
static pthread_mutex_t forks[TABLE_MOST] = {
	PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
	PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
};

void table_lay(unsigned seats)
{
	(void)seats;
}

static pthread_mutex_t *left_of(unsigned seat)
{
	return &forks[seat];
}

void table_dine(unsigned seat, void (*tear)(unsigned seat))
{
	pthread_mutex_t *left = left_of(seat);

	pthread_mutex_lock(left);
	tear(seat);
	pthread_mutex_unlock(left);
}
