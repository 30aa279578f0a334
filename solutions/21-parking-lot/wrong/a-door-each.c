/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Those who come and those who leave are in each other's way: give each kind a door and a lock of
 * its own." Now the one who waits inside hinders nobody.  But there is still one board, and two
 * people write on it, each of them alone behind a locked door.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

#define NO_CAR 0

static unsigned places; /* set when the yard opens, then only read */

/* counts the tokens on the board */
static sem_t tokens;

/* the one held by whoever comes, the other by whoever leaves */
static pthread_mutex_t door_in = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t door_out = PTHREAD_MUTEX_INITIALIZER;
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

/* Writes a car on the first free place of the board; 0 if there is none.  Called behind door_in. */
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

	pthread_mutex_lock(&door_in);
	take_token();
	place = write_on_board(car);
	visits++;
	pthread_mutex_unlock(&door_in);
	return place;
}

void yard_leave(unsigned place)
{
	pthread_mutex_lock(&door_out);
	board[place] = NO_CAR;
	sem_post(&tokens);
	pthread_mutex_unlock(&door_out);
}

unsigned yard_look(unsigned place)
{
	unsigned car;

	pthread_mutex_lock(&door_out);
	car = board[place];
	pthread_mutex_unlock(&door_out);
	return car;
}

unsigned yard_close(void)
{
	sem_destroy(&tokens);
	return visits;
}
