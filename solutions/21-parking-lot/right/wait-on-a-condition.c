/* SPDX-License-Identifier: MIT */
/*
 * Style: a condition variable.  To wait in the lodge is right when the wait itself gives the lodge
 * back, and that is what pthread_cond_wait does.  The board alone says what is free, so no second
 * count can differ from it.  Cost: who is woken has to look again, since a newcomer may have been
 * quicker.
 */
#include "lab.h"

#include <pthread.h>

#define NO_CAR 0

static unsigned places; /* set when the yard opens, then only read */

/* held by whoever is in the lodge */
static pthread_mutex_t lodge = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wiped = PTHREAD_COND_INITIALIZER;
/* guarded by lodge: */
static unsigned board[YARD_MOST + 1]; /* the car on each place */
static unsigned visits;

void yard_open(unsigned count)
{
	places = count;
	for (unsigned place = 1; place <= places; place++)
		board[place] = NO_CAR;
	visits = 0;
}

/* Writes a car on the first free place of the board; 0 if there is none.  Called in the lodge. */
static unsigned write_on_board(unsigned car)
{
	for (unsigned place = 1; place <= places; place++) {
		if (board[place] == NO_CAR) {
			board[place] = car;
			return place;
		}
	}
	return 0;
}

unsigned yard_enter(unsigned car)
{
	unsigned place;

	pthread_mutex_lock(&lodge);
	while ((place = write_on_board(car)) == 0)
		pthread_cond_wait(&wiped, &lodge);
	visits++;
	pthread_mutex_unlock(&lodge);
	return place;
}

void yard_leave(unsigned place)
{
	pthread_mutex_lock(&lodge);
	board[place] = NO_CAR;
	pthread_cond_signal(&wiped);
	pthread_mutex_unlock(&lodge);
}

unsigned yard_look(unsigned place)
{
	unsigned car;

	pthread_mutex_lock(&lodge);
	car = board[place];
	pthread_mutex_unlock(&lodge);
	return car;
}

unsigned yard_close(void)
{
	return visits;
}
