/* expect: data-race by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "The try may fail? Take the umbrella and go anyway." What trylock says is the only difference
 * between having a thing and not having it.  Both are out with the same key, and whoever comes back
 * first puts back what somebody else has in hand.
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
	pthread_mutex_trylock(other);
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
