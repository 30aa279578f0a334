/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * More drawers, more keys: each drawer gets a key of its own, found by the name and the number of
 * drawers.  To find the key one reads that number, without any key; and who waits for the key of a
 * drawer in the old cabinet gets it, and works in the new one.
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

#define KEYS 256 /* more than drawers */

static pthread_mutex_t keys[KEYS]; /* one for each drawer */
static unsigned cards[CLERKS];	   /* in the drawers of each clerk */

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
	for (unsigned i = 0; i < KEYS; i++)
		pthread_mutex_init(&keys[i], NULL);
	for (unsigned i = 0; i < CLERKS; i++)
		cards[i] = 0;
}

void book_add(unsigned name, unsigned number)
{
	pthread_mutex_t *key;
	struct card *card = malloc(sizeof(*card));

	if (card == NULL)
		abort();
	card->name = name;
	card->number = number;
	key = &keys[name % drawers];
	pthread_mutex_lock(key);
	if (cards[name % CLERKS] == drawers / CLERKS)
		enlarge();
	put_in(cabinet, drawers, card);
	cards[name % CLERKS]++;
	pthread_mutex_unlock(key);
}

unsigned book_find(unsigned name)
{
	pthread_mutex_t *key;
	unsigned number = 0;

	key = &keys[name % drawers];
	pthread_mutex_lock(key);
	for (struct card *card = cabinet[name % drawers]; card != NULL; card = card->next) {
		if (card->name == name)
			number = card->number;
	}
	pthread_mutex_unlock(key);
	return number;
}

unsigned book_drawers(void)
{
	return drawers;
}
