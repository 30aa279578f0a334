/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "The sauce hangs behind all the dishes: take down the newest ticket first, then it comes next."
 * Next after what the others have in hand.  When all cooks have taken a dish before the first sauce
 * is pinned, the newest ticket hangs as long as the oldest did.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

enum part { DISH, SAUCE };

struct ticket {
	enum part part;
	int dish;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* a ticket is on the board, or all is served */
static pthread_cond_t to_do = PTHREAD_COND_INITIALIZER;
/* a sauce is done */
static pthread_cond_t poured = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static struct ticket board[2 * KITCHEN_DISHES];
static unsigned pinned; /* tickets on the board */
static bool sauce_done[KITCHEN_DISHES + 1];
static int unserved; /* dishes that were ordered */

static void pin(enum part part, int dish)
{
	pthread_mutex_lock(&lock);
	board[pinned++] = (struct ticket){part, dish};
	pthread_cond_signal(&to_do);
	pthread_mutex_unlock(&lock);
}

/* Waits for the next ticket.  False: all is served. */
static bool take_down(struct ticket *ticket)
{
	bool more;

	pthread_mutex_lock(&lock);
	while (pinned == 0 && unserved > 0)
		pthread_cond_wait(&to_do, &lock);
	more = pinned > 0;
	if (more)
		*ticket = board[--pinned];
	pthread_mutex_unlock(&lock);
	return more;
}

static void make_sauce(int dish)
{
	stir(dish);
	pthread_mutex_lock(&lock);
	sauce_done[dish] = true;
	pthread_cond_broadcast(&poured);
	pthread_mutex_unlock(&lock);
}

static void make_dish(int dish)
{
	pin(SAUCE, dish); /* somebody will see to it meanwhile */
	roast(dish);
	pthread_mutex_lock(&lock);
	while (!sauce_done[dish])
		pthread_cond_wait(&poured, &lock);
	pthread_mutex_unlock(&lock);

	serve(dish);
	pthread_mutex_lock(&lock);
	unserved--;
	if (unserved == 0)
		pthread_cond_broadcast(&to_do);
	pthread_mutex_unlock(&lock);
}

static void *cook(void *nothing)
{
	struct ticket ticket;

	while (take_down(&ticket)) {
		if (ticket.part == DISH)
			make_dish(ticket.dish);
		else
			make_sauce(ticket.dish);
	}
	return nothing;
}

void kitchen_dinner(int dishes, unsigned cooks)
{
	pthread_t team[KITCHEN_COOKS];

	unserved = dishes; /* the cooks have not come yet */
	for (int dish = 1; dish <= dishes; dish++)
		pin(DISH, dish);
	for (unsigned i = 0; i < cooks; i++)
		pthread_create(&team[i], NULL, cook, NULL);
	for (unsigned i = 0; i < cooks; i++)
		pthread_join(team[i], NULL);
}
