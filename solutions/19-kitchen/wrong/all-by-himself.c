/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "Whoever begins a dish finishes it": first the roast, then its sauce, and no cook waits for
 * another.  Every dish is served, and two dishes still go side by side.  But a single guest waits
 * for both, one after the other, and the second cook looks on.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lock: */
static int begun;

static int dinner; /* dishes; set before the cooks come */

/* 0: all are begun. */
static int next_dish(void)
{
	int dish = 0;

	pthread_mutex_lock(&lock);
	if (begun < dinner)
		dish = ++begun;
	pthread_mutex_unlock(&lock);
	return dish;
}

static void *cook(void *nothing)
{
	for (int dish = next_dish(); dish != 0; dish = next_dish()) {
		roast(dish);
		stir(dish);
		serve(dish);
	}
	return nothing;
}

void kitchen_dinner(int dishes, unsigned cooks)
{
	pthread_t team[KITCHEN_COOKS];

	dinner = dishes;
	for (unsigned i = 0; i < cooks; i++)
		pthread_create(&team[i], NULL, cook, NULL);
	for (unsigned i = 0; i < cooks; i++)
		pthread_join(team[i], NULL);
}
