/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "They collide in the doorway: let the one who comes have a breath of air first." Most evenings
 * the other one has left by then.  The wait for the token is still where it was, and so is the
 * circle.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

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

	usleep(1000);
	pthread_mutex_lock(&lodge);
	take_token();
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
