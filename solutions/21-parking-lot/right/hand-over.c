/* SPDX-License-Identifier: MIT */
/*
 * Style: ownership passes from hand to hand.  A driver who leaves gives the place to whoever has
 * waited longest, by name, and the board never shows it as free in between: nobody can slip in,
 * nobody has to look again, and nobody is passed over.  Each waits at a semaphore of its own,
 * outside the lodge.  Cost: a queue to keep.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

#define NO_CAR 0

/* A driver in the rain.  Lives on its own stack while it waits. */
struct waiting {
	sem_t called;
	unsigned car;
	unsigned place; /* set by the one who leaves, before the call */
	struct waiting *next;
};

static unsigned places; /* set when the yard opens, then only read */

static pthread_mutex_t lodge = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lodge: */
static unsigned board[YARD_MOST + 1];
static unsigned visits;
static struct waiting *queue; /* the first has waited longest */

void yard_open(unsigned count)
{
	places = count;
	for (unsigned place = 1; place <= places; place++)
		board[place] = NO_CAR;
	visits = 0;
	queue = NULL;
}

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

static void join_queue(struct waiting *self)
{
	struct waiting **last = &queue;

	while (*last != NULL)
		last = &(*last)->next;
	*last = self;
}

unsigned yard_enter(unsigned car)
{
	struct waiting self = {.car = car};

	pthread_mutex_lock(&lodge);
	visits++;
	self.place = write_on_board(car);
	if (self.place != 0) {
		pthread_mutex_unlock(&lodge);
		return self.place;
	}
	sem_init(&self.called, 0, 0);
	join_queue(&self);
	pthread_mutex_unlock(&lodge);
	while (sem_wait(&self.called) != 0 && errno == EINTR)
		;
	/*
	 * The caller is still in the lodge, or has left it: once inside, we know that the call is
	 * over, and that nobody touches our semaphore any more.
	 */
	pthread_mutex_lock(&lodge);
	pthread_mutex_unlock(&lodge);
	sem_destroy(&self.called);
	return self.place;
}

void yard_leave(unsigned place)
{
	struct waiting *first;

	pthread_mutex_lock(&lodge);
	first = queue;
	if (first == NULL) {
		board[place] = NO_CAR;
	} else {
		queue = first->next;
		board[place] = first->car;
		first->place = place;
		sem_post(&first->called);
	}
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
