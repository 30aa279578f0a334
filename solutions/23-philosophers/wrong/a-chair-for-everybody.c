/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "A semaphore that lets no more guests reach for forks than the table has seats." It sounds like
 * the arbitrator of the textbooks, who leaves one chair empty.  With a chair for each the semaphore
 * never holds up anybody, and so changes nothing.
 */
#include "lab.h"

#include <pthread.h>
#include <semaphore.h>

static unsigned laid; /* seats; set before anybody eats, then only read */

static sem_t chairs;

/* forks[i] is held by whoever has fork i in hand */
static pthread_mutex_t forks[TABLE_MOST] = {
	PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
	PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
};

void table_lay(unsigned seats)
{
	laid = seats;
	sem_init(&chairs, 0, laid);
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

	sem_wait(&chairs);
	pthread_mutex_lock(left);
	pthread_mutex_lock(right);
	tear(seat);
	pthread_mutex_unlock(right);
	pthread_mutex_unlock(left);
	sem_post(&chairs);
}
