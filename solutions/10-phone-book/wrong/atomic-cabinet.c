/* expect: use-after-free by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "The tools name `cabinet` and `drawers`: make them atomic."  Each of them is then read and
 * written whole.  What they stand for is the two together, with all the cards, and that is moved
 * under the hands of those who work in it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct card {
	unsigned name;
	unsigned number;
	struct card *next; /* in the same drawer */
};

static _Atomic(struct card **) cabinet; /* the first card of each drawer */
static atomic_uint drawers;

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
	struct card **old = atomic_load(&cabinet);
	unsigned size = atomic_load(&drawers);
	struct card **bigger = new_cabinet(2 * size);

	for (unsigned d = 0; d < size; d++) {
		while (old[d] != NULL) {
			struct card *card = old[d];

			old[d] = card->next;
			put_in(bigger, 2 * size, card);
		}
	}
	atomic_store(&cabinet, bigger);
	atomic_store(&drawers, 2 * size);
	free(old);
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
	pthread_mutex_lock(&clerk->key);
	if (clerk->cards == drawers / CLERKS)
		enlarge();
	put_in(cabinet, drawers, card);
	clerk->cards++;
	pthread_mutex_unlock(&clerk->key);
}

unsigned book_find(unsigned name)
{
	struct clerk *clerk = &clerks[name % CLERKS];
	unsigned number = 0;

	pthread_mutex_lock(&clerk->key);
	for (struct card *card = atomic_load(&cabinet)[name % drawers]; card != NULL;
	     card = card->next) {
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
