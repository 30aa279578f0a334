/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "A fork is asked for while somebody has one in hand already: then the locks must be recursive."
 * That helps a guest who asks for the fork that he himself has.  Here each asks for his
 * neighbour's.
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
	pthread_mutexattr_t kind;

	laid = seats;
	pthread_mutexattr_init(&kind);
	pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
	for (unsigned i = 0; i < laid; i++)
		pthread_mutex_init(&forks[i], &kind);
	pthread_mutexattr_destroy(&kind);
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
	pthread_mutex_lock(right);
	tear(seat);
	pthread_mutex_unlock(right);
	pthread_mutex_unlock(left);
}
