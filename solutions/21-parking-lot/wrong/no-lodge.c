/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "The semaphore lets in no more drivers than there are places; what is the lodge for?" It counts
 * them, but does not keep them apart: two drivers with a token each look at the board together, and
 * find the same place free.
 */
#include "lab.h"

#include <errno.h>
#include <semaphore.h>

#define NO_CAR 0

static unsigned places; /* set when the yard opens, then only read */

/* counts the tokens on the board */
static sem_t tokens;

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

/* Writes a car on the first free place of the board; 0 if there is none. */
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

	take_token();
	place = write_on_board(car);
	visits++;
	return place;
}

void yard_leave(unsigned place)
{
	board[place] = NO_CAR;
	sem_post(&tokens);
}

unsigned yard_look(unsigned place)
{
	return board[place];
}

unsigned yard_close(void)
{
	sem_destroy(&tokens);
	return visits;
}
