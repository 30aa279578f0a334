/* SPDX-License-Identifier: MIT */
/*
 * Style: an arbitrator that only counts.  Of N guests N - 1 may reach for forks at the same time:
 * then at least one of them finds both, since with one chair empty the circle has a gap.  The forks
 * may still be taken in any order, so tools that look at orders alone will complain.  Cost: the one
 * who stands behind his chair waits also when both his forks are free.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

static unsigned laid; /* seats; set before anybody eats, then only read */

/* counts the chairs that are free: one fewer than guests */
static sem_t chairs;

/* forks[i] is held by whoever has fork i in hand */
static pthread_mutex_t forks[TABLE_MOST] = {
	PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
	PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
};

void table_lay(unsigned seats)
{
	laid = seats;
	sem_init(&chairs, 0, laid - 1);
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

	while (sem_wait(&chairs) != 0 && errno == EINTR)
		;
	pthread_mutex_lock(left);
	pthread_mutex_lock(right);
	tear(seat);
	pthread_mutex_unlock(right);
	pthread_mutex_unlock(left);
	sem_post(&chairs);
}
