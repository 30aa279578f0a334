/* expect: data-race by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * Who enlarges hangs out a sign, and who comes waits until it is gone.  But who came a moment
 * earlier is inside already, and the movers do not look whether anybody is.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

struct card {
	unsigned name;
	unsigned number;
	struct card *next; /* in the same drawer */
};

static struct card **cabinet; /* the first card of each drawer */
static unsigned drawers;
static atomic_bool is_moving; /* a sign on the door */

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

static void wait_for_the_movers(void)
{
	while (atomic_load(&is_moving))
		sched_yield();
}

/* A cabinet with twice as many drawers: all cards move there. */
static void enlarge(void)
{
	unsigned twice = 2 * drawers;
	struct card **bigger = new_cabinet(twice);

	atomic_store(&is_moving, true);
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
	atomic_store(&is_moving, false);
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
	wait_for_the_movers();
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

	wait_for_the_movers();
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
