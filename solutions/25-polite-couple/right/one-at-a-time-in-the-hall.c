/* SPDX-License-Identifier: MIT */
/*
 * Style: a gate.  Who wants both things steps into the hall first, where there is room for one; the
 * order in which they are then taken does not matter, since nobody else is collecting.  Who needs
 * one thing only never comes through the hall, and so can only be waited for, not wait.  Cost: a
 * third lock.
 */
#include "lab.h"

#include <pthread.h>

/* held by whoever has the umbrella, or the key */
static pthread_mutex_t things[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

/* held by whoever collects both things, in any order; things nest inside it */
static pthread_mutex_t hall = PTHREAD_MUTEX_INITIALIZER;

void flat_open(void)
{
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	pthread_mutex_t *own = &things[who == HE ? UMBRELLA : KEY];
	pthread_mutex_t *other = &things[who == HE ? KEY : UMBRELLA];

	pthread_mutex_lock(&hall);
	pthread_mutex_lock(own);
	pthread_mutex_lock(other);
	pthread_mutex_unlock(&hall);
	walk(who);
	pthread_mutex_unlock(other);
	pthread_mutex_unlock(own);
}

void flat_errand(unsigned who, unsigned thing, void (*errand)(unsigned who))
{
	pthread_mutex_lock(&things[thing]);
	errand(who);
	pthread_mutex_unlock(&things[thing]);
}
