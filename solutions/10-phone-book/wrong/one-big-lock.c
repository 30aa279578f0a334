/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * One lock for the whole book: the cabinet and all that is in it are then one object with one lock.
 * Right as far as it goes.  But three clerks sit there so that three can be served, and now one is.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

struct card {
	unsigned name;
	unsigned number;
	struct card *next; /* in the same drawer */
};

static struct card **cabinet; /* the first card of each drawer */
static unsigned drawers;

static pthread_mutex_t book = PTHREAD_MUTEX_INITIALIZER;
static unsigned cards[CLERKS]; /* in the drawers of each clerk */

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

void book_open(void)
{
	drawers = CLERKS;
	cabinet = new_cabinet(drawers);
	for (unsigned i = 0; i < CLERKS; i++)
		cards[i] = 0;
}

void book_add(unsigned name, unsigned number)
{
	struct card *card = malloc(sizeof(*card));

	if (card == NULL)
		abort();
	card->name = name;
	card->number = number;
	pthread_mutex_lock(&book);
	if (cards[name % CLERKS] == drawers / CLERKS)
		enlarge();
	put_in(cabinet, drawers, card);
	cards[name % CLERKS]++;
	pthread_mutex_unlock(&book);
}

unsigned book_find(unsigned name)
{
	unsigned number = 0;

	pthread_mutex_lock(&book);
	for (struct card *card = cabinet[name % drawers]; card != NULL; card = card->next) {
		if (card->name == name)
			number = card->number;
	}
	pthread_mutex_unlock(&book);
	return number;
}

unsigned book_drawers(void)
{
	return drawers;
}
