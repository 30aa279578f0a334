/* SPDX-License-Identifier: MIT */
/*
 * Style: a condition.  A clerk's key is a flag, "in use", and all flags are guarded by one short
 * lock, which nobody keeps while he works.  Who enlarges waits until no flag is up and keeps
 * newcomers away meanwhile.  Costs that all callers pass by the one lock; but they only pass.
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

static pthread_mutex_t board = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
/* guarded by board: */
static bool in_use[CLERKS];
static bool is_moving; /* somebody enlarges the cabinet, or waits to do so */

/* read by who has a clerk in use, written by who moves when nobody has: */
static struct card **cabinet; /* the first card of each drawer */
static unsigned drawers;
static unsigned cards[CLERKS]; /* each the affair of who has the clerk in use */

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

/* With board locked. */
static bool anybody_works(void)
{
	for (unsigned i = 0; i < CLERKS; i++) {
		if (in_use[i])
			return true;
	}
	return false;
}

static bool is_full(unsigned clerk)
{
	return cards[clerk] == drawers / CLERKS;
}

static void enter(unsigned clerk)
{
	pthread_mutex_lock(&board);
	while (in_use[clerk] || is_moving)
		pthread_cond_wait(&changed, &board);
	in_use[clerk] = true;
	pthread_mutex_unlock(&board);
}

static void leave(unsigned clerk)
{
	pthread_mutex_lock(&board);
	in_use[clerk] = false;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&board);
}

/* Called without a clerk in use.  One at a time moves, and looks first whether it is still needed.
 */
static void enlarge_alone(unsigned clerk)
{
	pthread_mutex_lock(&board);
	while (is_moving)
		pthread_cond_wait(&changed, &board);
	is_moving = true;
	while (anybody_works())
		pthread_cond_wait(&changed, &board);
	if (is_full(clerk))
		enlarge();
	is_moving = false;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&board);
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
	unsigned clerk = name % CLERKS;
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
	cards[clerk]++;
	leave(clerk);
}

unsigned book_find(unsigned name)
{
	unsigned clerk = name % CLERKS;
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
