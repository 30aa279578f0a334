/* expect: dropped-work by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Whoever finds the board empty steps out of the lodge and waits there until somebody leaves."
 * True, and the lodge is free for those who leave.  But to be told "somebody has left" is not to
 * have a token: a driver who came a second later may have taken it, and nobody looks again.
 */
#include "lab.h"

#include <pthread.h>

#define NO_CAR 0

static unsigned places; /* set when the yard opens, then only read */

static pthread_cond_t left = PTHREAD_COND_INITIALIZER;

/* held by whoever is in the lodge */
static pthread_mutex_t lodge = PTHREAD_MUTEX_INITIALIZER;
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
	place = write_on_board(car);
	if (place == 0) {
		pthread_cond_wait(&left, &lodge);
		place = write_on_board(car);
	}
	visits++;
	pthread_mutex_unlock(&lodge);
	return place;
}

void yard_leave(unsigned place)
{
	pthread_mutex_lock(&lodge);
	board[place] = NO_CAR;
	pthread_cond_signal(&left);
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
