/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "It is the putting back that goes on for ever: take one's own, and wait for the other's." No
 * trying, no bowing.  He has the umbrella and waits for the key, she has the key and waits for the
 * umbrella; and that is the very thing against which the trying was meant.
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
	pthread_mutex_lock(other);
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
