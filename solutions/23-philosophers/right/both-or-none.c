/* SPDX-License-Identifier: MIT */
/*
 * Style: a monitor.  The forks are no locks any more but notes in one book: a guest waits until
 * both are free and takes them in one step, so nobody ever waits with a fork in hand.  The book's
 * lock is not held while somebody eats.  Cost: each time a fork comes back all who wait are woken
 * and look; and a guest between two hungry neighbours may find that there is always one of them
 * eating.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static unsigned laid; /* seats; set before anybody eats, then only read */

static pthread_mutex_t book = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t laid_back = PTHREAD_COND_INITIALIZER;
/* guarded by book: */
static bool in_hand[TABLE_MOST];

void table_lay(unsigned seats)
{
	laid = seats;
	for (unsigned fork = 0; fork < laid; fork++)
		in_hand[fork] = false;
}

void table_dine(unsigned seat, void (*tear)(unsigned seat))
{
	unsigned left = seat;
	unsigned right = (seat + 1) % laid;

	pthread_mutex_lock(&book);
	while (in_hand[left] || in_hand[right])
		pthread_cond_wait(&laid_back, &book);
	in_hand[left] = in_hand[right] = true;
	pthread_mutex_unlock(&book);

	tear(seat);

	pthread_mutex_lock(&book);
	in_hand[left] = in_hand[right] = false;
	pthread_cond_broadcast(&laid_back);
	pthread_mutex_unlock(&book);
}
