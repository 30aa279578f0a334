/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Nobody waits in the lodge for longer than a minute." After that the driver inside gives up, the
 * one outside gets in, and all goes on: the yard never stands still for good.  But every time it
 * happens a driver is sent away, a minute before a place was free.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <time.h>

#define NO_CAR 0

static unsigned places; /* set when the yard opens, then only read */

/* counts the tokens on the board */
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

/* Waits for a token, a minute at most; says whether there was one. */
static bool take_token(void)
{
	struct timespec until;
	int result;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 60;
	do {
		result = sem_timedwait(&tokens, &until);
	} while (result != 0 && errno == EINTR);
	return result == 0;
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
	if (!take_token()) {
		pthread_mutex_unlock(&lodge);
		return 0;
	}
	place = write_on_board(car);
	visits++;
	pthread_mutex_unlock(&lodge);
	return place;
}

void yard_leave(unsigned place)
{
	pthread_mutex_lock(&lodge);
	board[place] = NO_CAR;
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
