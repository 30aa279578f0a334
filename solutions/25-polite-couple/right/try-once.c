/* SPDX-License-Identifier: MIT */
/*
 * Style: try once, then wait in order.  One's own thing is at hand, and most of the time the other
 * one is free as well.  If not, one's own is put back, once, and then both are waited for in the
 * same order by both.  What makes it right is not the trying but that the trying ends.  Cost: two
 * ways through the code.
 */
#include "lab.h"

#include <pthread.h>

/* held by whoever has the umbrella, or the key */
static pthread_mutex_t things[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

void flat_open(void)
{
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	pthread_mutex_t *own = &things[who == HE ? UMBRELLA : KEY];
	pthread_mutex_t *other = &things[who == HE ? KEY : UMBRELLA];

	pthread_mutex_lock(own);
	if (pthread_mutex_trylock(other) != 0) {
		pthread_mutex_unlock(own);
		pthread_mutex_lock(&things[UMBRELLA]);
		pthread_mutex_lock(&things[KEY]);
	}
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
