/* expect: data-race by helgrind */
/* family: fool the judge */
/* SPDX-License-Identifier: MIT */
/*
 * "All those locks are slow; enlarging is rare": so they are there only in the build for the
 * sanitizer.  What was checked is then not what runs.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct card {
	unsigned name;
	unsigned number;
	struct card *next; /* in the same drawer */
};

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

/* In one order for everybody: two who enlarge must not wait for each other's keys. */
static void lock_all(void)
{
#ifdef __SANITIZE_THREAD__
	for (unsigned i = 0; i < CLERKS; i++)
		pthread_mutex_lock(&clerks[i].key);
#endif
}

static void unlock_all(void)
{
#ifdef __SANITIZE_THREAD__
	for (unsigned i = 0; i < CLERKS; i++)
		pthread_mutex_unlock(&clerks[i].key);
#endif
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

/* With the clerk's key, or all. */
static bool is_full(const struct clerk *clerk)
{
	return clerk->cards == drawers / CLERKS;
}

/* Takes the clerk's key, when there is room in her drawers for a card. */
static void lock_with_room(struct clerk *clerk)
{
	pthread_mutex_lock(&clerk->key);
	while (is_full(clerk)) {
		/*
		 * Her key must go first: with it in hand we could meet somebody who holds another
		 * one and does the same.
		 */
		pthread_mutex_unlock(&clerk->key);
		lock_all();
		/* Meanwhile we had no key: somebody else may have enlarged the cabinet. */
		if (is_full(clerk))
			enlarge();
		unlock_all();
		pthread_mutex_lock(&clerk->key);
	}
}

void book_open(void)
{
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
	lock_with_room(clerk);
	put_in(cabinet, drawers, card);
	clerk->cards++;
	pthread_mutex_unlock(&clerk->key);
}

unsigned book_find(unsigned name)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	unsigned number = 0;

	pthread_mutex_lock(&clerk->key);
	for (struct card *card = cabinet[name % drawers]; card != NULL; card = card->next) {
		if (card->name == name)
			number = card->number;
	}
	pthread_mutex_unlock(&clerk->key);
	return number;
}

unsigned book_drawers(void)
{
	return drawers;
}
