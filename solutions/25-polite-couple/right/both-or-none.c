/* SPDX-License-Identifier: MIT */
/*
 * Style: a monitor.  Umbrella and key are entries in one list, and who needs both waits until both
 * are free, and takes them in one step.  Nothing is ever held while waiting, so nothing has to be
 * given back.  Cost: each time something is put back, all who wait are woken and look.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t list = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t put_back = PTHREAD_COND_INITIALIZER;
/* guarded by list: */
static bool taken[2];

void flat_open(void)
{
	taken[UMBRELLA] = taken[KEY] = false;
}

/* Takes these things, all of them at once. */
static void take(bool umbrella, bool key)
{
	pthread_mutex_lock(&list);
	while ((umbrella && taken[UMBRELLA]) || (key && taken[KEY]))
		pthread_cond_wait(&put_back, &list);
	taken[UMBRELLA] |= umbrella;
	taken[KEY] |= key;
	pthread_mutex_unlock(&list);
}

static void give_back(bool umbrella, bool key)
{
	pthread_mutex_lock(&list);
	taken[UMBRELLA] &= !umbrella;
	taken[KEY] &= !key;
	pthread_cond_broadcast(&put_back);
	pthread_mutex_unlock(&list);
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	take(true, true);
	walk(who);
	give_back(true, true);
}

void flat_errand(unsigned who, unsigned thing, void (*errand)(unsigned who))
{
	take(thing == UMBRELLA, thing == KEY);
	errand(who);
	give_back(thing == UMBRELLA, thing == KEY);
}
