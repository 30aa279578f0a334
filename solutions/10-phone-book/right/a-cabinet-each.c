/* SPDX-License-Identifier: MIT */
/*
 * Style: nothing is shared that need not be.  Each clerk has a cabinet of her own and enlarges it
 * under her own key, and there is no object left that is everybody's.  The cheapest of all, if
 * one may choose how the data lie.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

struct card {
	unsigned name;
	unsigned number;
	struct card *next; /* in the same drawer */
};

static struct clerk {
	pthread_mutex_t key;
	/* guarded by key: */
	struct card **cabinet; /* the first card of each drawer */
	unsigned drawers;
	unsigned cards;
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

/* All names of a clerk leave the same rest: what is left of them tells them apart. */
static void put_in(struct card **where, unsigned size, struct card *card)
{
	struct card **drawer = &where[card->name / CLERKS % size];

	card->next = *drawer;
	*drawer = card;
}

/* With the clerk's key. */
static void enlarge(struct clerk *clerk)
{
	unsigned twice = 2 * clerk->drawers;
	struct card **bigger = new_cabinet(twice);

	for (unsigned d = 0; d < clerk->drawers; d++) {
		while (clerk->cabinet[d] != NULL) {
			struct card *card = clerk->cabinet[d];

			clerk->cabinet[d] = card->next;
			put_in(bigger, twice, card);
		}
	}
	free(clerk->cabinet);
	clerk->cabinet = bigger;
	clerk->drawers = twice;
}

void book_open(void)
{
	for (unsigned i = 0; i < CLERKS; i++) {
		clerks[i].cabinet = new_cabinet(1);
		clerks[i].drawers = 1;
		clerks[i].cards = 0;
	}
}

void book_add(unsigned name, unsigned number)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	struct card *card = malloc(sizeof(*card));

	if (card == NULL)
		abort();
	card->name = name;
	card->number = number;
	pthread_mutex_lock(&clerk->key);
	if (clerk->cards == clerk->drawers)
		enlarge(clerk);
	put_in(clerk->cabinet, clerk->drawers, card);
	clerk->cards++;
	pthread_mutex_unlock(&clerk->key);
}

unsigned book_find(unsigned name)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	struct card *card;
	unsigned number = 0;

	pthread_mutex_lock(&clerk->key);
	card = clerk->cabinet[name / CLERKS % clerk->drawers];
	for (; card != NULL; card = card->next) {
		if (card->name == name)
			number = card->number;
	}
	pthread_mutex_unlock(&clerk->key);
	return number;
}

unsigned book_drawers(void)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < CLERKS; i++)
		sum += clerks[i].drawers;
	return sum;
}
