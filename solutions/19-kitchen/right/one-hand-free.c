/* SPDX-License-Identifier: MIT */
/*
 * A dish is begun only while fewer dishes than cooks-but-one are in hand: so there is always a cook
 * who does not wait, and sauces he takes down first.  A limit like the one that seats a philosopher
 * fewer than there are chairs.  It costs a roast: with two cooks, one dish at a time.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

enum part { NOTHING, DISH, SAUCE };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int next_dish;		   /* the first that nobody has begun */
static int sauces[KITCHEN_DISHES]; /* tickets */
static int pinned, taken;
static bool sauce_done[KITCHEN_DISHES + 1];
static int in_hand, served;

static int dinner, most_in_hand; /* set before the cooks come */

/* With the lock: is there something that may be begun now? */
static enum part choose(int *dish)
{
	if (taken < pinned) {
		*dish = sauces[taken++];
		return SAUCE;
	}
	if (next_dish <= dinner && in_hand < most_in_hand) {
		in_hand++;
		*dish = next_dish++;
		return DISH;
	}
	return NOTHING;
}

static enum part take_down(int *dish)
{
	enum part part;

	pthread_mutex_lock(&lock);
	part = choose(dish);
	while (part == NOTHING && served < dinner) {
		pthread_cond_wait(&changed, &lock);
		part = choose(dish);
	}
	pthread_mutex_unlock(&lock);
	return part;
}

static void make_sauce(int dish)
{
	stir(dish);
	pthread_mutex_lock(&lock);
	sauce_done[dish] = true;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

static void make_dish(int dish)
{
	pthread_mutex_lock(&lock);
	sauces[pinned++] = dish;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	roast(dish);

	pthread_mutex_lock(&lock);
	while (!sauce_done[dish])
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
	serve(dish);

	pthread_mutex_lock(&lock);
	in_hand--;
	served++;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

static void *cook(void *nothing)
{
	enum part part;
	int dish;

	while ((part = take_down(&dish)) != NOTHING) {
		if (part == DISH)
			make_dish(dish);
		else
			make_sauce(dish);
	}
	return nothing;
}

void kitchen_dinner(int dishes, unsigned cooks)
{
	pthread_t team[KITCHEN_COOKS];

	next_dish = 1;
	dinner = dishes;
	most_in_hand = (int)cooks - 1;
	for (unsigned i = 0; i < cooks; i++)
		pthread_create(&team[i], NULL, cook, NULL);
	for (unsigned i = 0; i < cooks; i++)
		pthread_join(team[i], NULL);
}
