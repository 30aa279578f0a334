/* SPDX-License-Identifier: MIT */
/*
 * Style: the semaphore for the waiting, an atomic for each place, and no lodge at all.  Whoever has
 * a token will find a place: there are never more tokens out than places, and the search goes round
 * until an exchange succeeds.  It may go past a place that becomes free behind it, hence round and
 * not once.  Cost: one has to argue, as here, where a lock would have made it plain.
 */
#include "lab.h"

#include <errno.h>
#include <semaphore.h>
#include <stdatomic.h>

#define NO_CAR 0

static unsigned places; /* set when the yard opens, then only read */
static sem_t tokens;	/* counts the free places */
static atomic_uint board[YARD_MOST + 1];
static atomic_uint visits;

void yard_open(unsigned count)
{
	places = count;
	sem_init(&tokens, 0, places);
	for (unsigned place = 1; place <= places; place++)
		atomic_store(&board[place], NO_CAR);
	atomic_store(&visits, 0);
}

unsigned yard_enter(unsigned car)
{
	while (sem_wait(&tokens) != 0 && errno == EINTR)
		;
	atomic_fetch_add(&visits, 1);
	for (unsigned place = 1;; place = place % places + 1) {
		unsigned nobody = NO_CAR;

		if (atomic_compare_exchange_strong(&board[place], &nobody, car))
			return place;
	}
}

void yard_leave(unsigned place)
{
	/* In this order: who gets the token must find the place. */
	atomic_store(&board[place], NO_CAR);
	sem_post(&tokens);
}

unsigned yard_look(unsigned place)
{
	return atomic_load(&board[place]);
}

unsigned yard_close(void)
{
	sem_destroy(&tokens);
	return atomic_load(&visits);
}
