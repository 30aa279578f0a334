/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Step in, look for a token, step out again if there is none, and so on." The lodge is never held
 * for long, and everybody is parked in the end.  But the whole time the driver runs in and out, and
 * keeps from the lodge those who have something to do there.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>

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
	while (sem_trywait(&tokens) != 0) {
		pthread_mutex_unlock(&lodge);
		sched_yield();
		pthread_mutex_lock(&lodge);
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
