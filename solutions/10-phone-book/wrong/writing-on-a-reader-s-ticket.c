/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * A read-write lock for the cabinet, and who finds it full asks for writing on top of the reading
 * that he has, so that nobody can come between.  A writer waits until all readers have left.  He is
 * one.
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

static pthread_rwlock_t room = PTHREAD_RWLOCK_INITIALIZER;
/* read with room held for reading, written with room held for writing: */
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

/* With room held for writing, or for reading and the clerk's key. */
static bool is_full(const struct clerk *clerk)
{
	return clerk->cards == drawers / CLERKS;
}

/* Takes room for reading and the clerk's key, when there is room in her drawers for a card. */
static void enter_with_place(struct clerk *clerk)
{
	for (;;) {
		pthread_rwlock_rdlock(&room);
		pthread_mutex_lock(&clerk->key);
		if (!is_full(clerk))
			return;
		pthread_mutex_unlock(&clerk->key);
		pthread_rwlock_wrlock(&room);
		if (is_full(clerk))
			enlarge();
		pthread_rwlock_unlock(&room);
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
	enter_with_place(clerk);
	put_in(cabinet, drawers, card);
	clerk->cards++;
	pthread_mutex_unlock(&clerk->key);
	pthread_rwlock_unlock(&room);
}

unsigned book_find(unsigned name)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	unsigned number = 0;

	pthread_rwlock_rdlock(&room);
	pthread_mutex_lock(&clerk->key);
	for (struct card *card = cabinet[name % drawers]; card != NULL; card = card->next) {
		if (card->name == name)
			number = card->number;
	}
	pthread_mutex_unlock(&clerk->key);
	pthread_rwlock_unlock(&room);
	return number;
}

unsigned book_drawers(void)
{
	return drawers;
}
