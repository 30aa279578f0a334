/* SPDX-License-Identifier: MIT */
/*
 * Style: nothing is ever moved.  When a clerk's drawers are full, a bigger cabinet is put up beside
 * the others, and then it is said that there is one more.  What is there already never changes, so
 * nobody need be kept away from it.  Costs a look into each cabinet for each question.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define CABINETS_MOST 20 /* each has twice as many drawers as the one before */

struct card {
	unsigned name;
	unsigned number;
	struct card *next; /* in the same drawer */
};

static pthread_mutex_t workshop = PTHREAD_MUTEX_INITIALIZER; /* taken with a clerk's key in hand */
static atomic_uint cabinets;				     /* written under workshop */
/* Set before it is counted in `cabinets`, then only read: the first cards, guarded by their clerks.
 */
static struct card **cabinet[CABINETS_MOST];

static struct clerk {
	pthread_mutex_t key;
	unsigned cards; /* guarded by key */
} clerks[CLERKS] = {
	{.key = PTHREAD_MUTEX_INITIALIZER},
	{.key = PTHREAD_MUTEX_INITIALIZER},
	{.key = PTHREAD_MUTEX_INITIALIZER},
};

/* Drawers of that cabinet. */
static unsigned size_of(unsigned i)
{
	return CLERKS << i;
}

/* Drawers of the first `count` cabinets. */
static unsigned drawers_of(unsigned count)
{
	return CLERKS * ((1u << count) - 1);
}

/* Puts up one more, unless somebody else has since `known` were counted. */
static void put_up_another(unsigned known)
{
	pthread_mutex_lock(&workshop);
	if (atomic_load(&cabinets) == known) {
		cabinet[known] = calloc(size_of(known), sizeof(struct card *));
		if (cabinet[known] == NULL)
			abort();
		atomic_store(&cabinets, known + 1);
	}
	pthread_mutex_unlock(&workshop);
}

void book_open(void)
{
	for (unsigned i = 0; i < CLERKS; i++)
		clerks[i].cards = 0;
	atomic_store(&cabinets, 0);
	put_up_another(0);
}

void book_add(unsigned name, unsigned number)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	struct card *card = malloc(sizeof(*card));
	struct card **drawer;
	unsigned count;

	if (card == NULL)
		abort();
	card->name = name;
	card->number = number;
	pthread_mutex_lock(&clerk->key);
	while (count = atomic_load(&cabinets), clerk->cards >= drawers_of(count) / CLERKS)
		put_up_another(count);
	drawer = &cabinet[count - 1][name % size_of(count - 1)];
	card->next = *drawer;
	*drawer = card;
	clerk->cards++;
	pthread_mutex_unlock(&clerk->key);
}

unsigned book_find(unsigned name)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	unsigned number = 0;
	unsigned count;

	pthread_mutex_lock(&clerk->key);
	count = atomic_load(&cabinets);
	for (unsigned i = 0; i < count; i++) {
		for (struct card *card = cabinet[i][name % size_of(i)]; card != NULL;
		     card = card->next) {
			if (card->name == name)
				number = card->number;
		}
	}
	pthread_mutex_unlock(&clerk->key);
	return number;
}

unsigned book_drawers(void)
{
	return drawers_of(atomic_load(&cabinets));
}
