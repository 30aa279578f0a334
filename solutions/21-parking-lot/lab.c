/* SPDX-License-Identifier: MIT */
/* Reference for 21-parking-lot: wait for the token outside, and go into the lodge with it. */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

#define NO_CAR 0

static unsigned places; /* set when the yard opens, then only read */

/* counts the free places; waited for outside the lodge, by nobody who is in it */
static sem_t tokens;

/* held by whoever is in the lodge */
static pthread_mutex_t lodge = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lodge: */
static unsigned board[YARD_MOST + 1]; /* the car on each place */
static unsigned visits;

void yard_open(unsigned count)
{
	places = count;
	sem_init(&tokens, 0, places);
	for (unsigned place = 1; place <= places; place++)
		board[place] = NO_CAR;
	visits = 0;
}

/* A signal handler may cut a wait short; then there was no token yet. */
static void take_token(void)
{
	while (sem_wait(&tokens) != 0 && errno == EINTR)
		;
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

	/*
	 * The token first, and the lodge only then: whoever waits for a token must hold nothing
	 * that the driver needs who brings one back.  Inside there is always a free place on the
	 * board: tokens come back after the wiping, so they are never more than free places.
	 */
	take_token();
	pthread_mutex_lock(&lodge);
	place = write_on_board(car);
	visits++;
	pthread_mutex_unlock(&lodge);
	return place;
}

void yard_leave(unsigned place)
{
	pthread_mutex_lock(&lodge);
	board[place] = NO_CAR;
	/* After the wiping.  In the lodge or outside: a post never waits, so it hinders nobody. */
	sem_post(&tokens);
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
	sem_destroy(&tokens);
	return visits;
}
