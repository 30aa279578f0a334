/* SPDX-License-Identifier: MIT */
/*
 * The sauces have a cook and a board of their own: dishes wait for him, he waits for nobody.  It
 * costs the balance: while there is nothing to stir he stands about, though roasts are waiting.
 */
#include "lab.h"

#include <pthread.h>

struct board {
	pthread_cond_t to_do;
	/* guarded by lock: */
	int tickets[KITCHEN_DISHES];
	int pinned, taken;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct board roasts = {.to_do = PTHREAD_COND_INITIALIZER};
static struct board sauces = {.to_do = PTHREAD_COND_INITIALIZER};
/* a sauce is done */
static pthread_cond_t poured = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int sauce_done[KITCHEN_DISHES + 1];

static int dinner; /* dishes; set before the cooks come */

static void pin(struct board *board, int dish)
{
	pthread_mutex_lock(&lock);
	board->tickets[board->pinned++] = dish;
	pthread_cond_signal(&board->to_do);
	pthread_mutex_unlock(&lock);
}

/* Each board gets a ticket a dish.  0: all of them have been taken down. */
static int take_down(struct board *board)
{
	int dish = 0;

	pthread_mutex_lock(&lock);
	while (board->taken == board->pinned && board->taken < dinner)
		pthread_cond_wait(&board->to_do, &lock);
	if (board->taken < dinner)
		dish = board->tickets[board->taken++];
	pthread_mutex_unlock(&lock);
	return dish;
}

static void *sauce_cook(void *nothing)
{
	for (int dish = take_down(&sauces); dish != 0; dish = take_down(&sauces)) {
		stir(dish);
		pthread_mutex_lock(&lock);
		sauce_done[dish] = 1;
		pthread_cond_broadcast(&poured);
		pthread_mutex_unlock(&lock);
	}
	return nothing;
}

static void *cook(void *nothing)
{
	for (int dish = take_down(&roasts); dish != 0; dish = take_down(&roasts)) {
		pin(&sauces, dish);
		roast(dish);
		pthread_mutex_lock(&lock);
		while (!sauce_done[dish])
			pthread_cond_wait(&poured, &lock);
		pthread_mutex_unlock(&lock);
		serve(dish);
	}
	return nothing;
}

void kitchen_dinner(int dishes, unsigned cooks)
{
	pthread_t team[KITCHEN_COOKS];

	dinner = dishes;
	for (int dish = 1; dish <= dishes; dish++)
		pin(&roasts, dish);
	for (unsigned i = 0; i < cooks; i++)
		pthread_create(&team[i], NULL, i == 0 ? sauce_cook : cook, NULL);
	for (unsigned i = 0; i < cooks; i++)
		pthread_join(team[i], NULL);
}
