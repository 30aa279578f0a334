/* SPDX-License-Identifier: MIT */
/*
 * Style: a semaphore with a permit for each clerk.  Who works in the cabinet has one, who replaces
 * it has all; and a lock sees to it that only one at a time collects them, else two would each have
 * half and wait for the rest.  Costs a meeting of all callers at the semaphore.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdlib.h>

struct card {
	unsigned name;
	unsigned number;
	struct card *next; /* in the same drawer */
};

static pthread_mutex_t collecting = PTHREAD_MUTEX_INITIALIZER;
static sem_t permits;
/* read with a permit, written with all: */
static struct card **cabinet; /* the first card of each drawer */
static unsigned drawers;

static struct clerk {
	pthread_mutex_t key;
	unsigned cards; /* in her drawers */
} clerks[CLERKS] = {
	{.key = PTHREAD_MUTEX_INITIALIZER},
	{.key = PTHREAD_MUTEX_INITIALIZER},
	{.key = PTHREAD_MUTEX_INITIALIZER},
};

static struct card **new_cabinet(unsigned size)
{
	struct card **empty = calloc(size, sizeof(struct card *));

	if (empty == NULL)
		abort();
	return empty;
}

static void put_in(struct card **where, unsigned size, struct card *card)
{
	struct card **drawer = &where[card->name % size];

	card->next = *drawer;
	*drawer = card;
}

/* A signal handler may cut a wait short. */
static void take_permit(void)
{
	while (sem_wait(&permits) != 0 && errno == EINTR)
		;
}

/* A cabinet with twice as many drawers: all cards move there. */
static void enlarge(void)
{
	unsigned twice = 2 * drawers;
	struct card **bigger = new_cabinet(twice);

	for (unsigned d = 0; d < drawers; d++) {
		while (cabinet[d] != NULL) {
			struct card *card = cabinet[d];

			cabinet[d] = card->next;
			put_in(bigger, twice, card);
		}
	}
	free(cabinet);
	cabinet = bigger;
	drawers = twice;
}

/* With the clerk's key and a permit, or with all permits. */
static bool is_full(const struct clerk *clerk)
{
	return clerk->cards == drawers / CLERKS;
}

static void enlarge_alone(const struct clerk *clerk)
{
	pthread_mutex_lock(&collecting);
	for (unsigned i = 0; i < CLERKS; i++)
		take_permit();
	if (is_full(clerk))
		enlarge();
	for (unsigned i = 0; i < CLERKS; i++)
		sem_post(&permits);
	pthread_mutex_unlock(&collecting);
}

/* The key first: so never more permits are wanted than there are keys. */
static void enter(struct clerk *clerk)
{
	pthread_mutex_lock(&clerk->key);
	take_permit();
}

static void leave(struct clerk *clerk)
{
	sem_post(&permits);
	pthread_mutex_unlock(&clerk->key);
}

void book_open(void)
{
	sem_init(&permits, 0, CLERKS);
	drawers = CLERKS;
	cabinet = new_cabinet(drawers);
	for (unsigned i = 0; i < CLERKS; i++)
		clerks[i].cards = 0;
}

void book_add(unsigned name, unsigned number)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	struct card *card = malloc(sizeof(*card));

	if (card == NULL)
		abort();
	card->name = name;
	card->number = number;
	enter(clerk);
	while (is_full(clerk)) {
		leave(clerk);
		enlarge_alone(clerk);
		enter(clerk);
	}
	put_in(cabinet, drawers, card);
	clerk->cards++;
	leave(clerk);
}

unsigned book_find(unsigned name)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	unsigned number = 0;

	enter(clerk);
	for (struct card *card = cabinet[name % drawers]; card != NULL; card = card->next) {
		if (card->name == name)
			number = card->number;
	}
	leave(clerk);
	return number;
}

unsigned book_drawers(void)
{
	return drawers;
}
