/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "It is the manners that keep them: whoever has both, goes." That ends the bowing.  What is left
 * is the trying: take, try, put back, take, try, put back, as long as the other one is out; and if
 * both do it in step, for ever.
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
	while (pthread_mutex_trylock(other) != 0) {
		pthread_mutex_unlock(own);
		pthread_mutex_lock(own);
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
