/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Never hold two: take both, put one's own back at once, since the other one does not look any
 * more." No circle can close, and nobody waits for long.  But the walk needs both things, and the
 * one that was put back is on its way to the letter box.
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
	pthread_mutex_unlock(own);
	pthread_mutex_lock(other);
	walk(who);
	pthread_mutex_unlock(other);
}

void flat_errand(unsigned who, unsigned thing, void (*errand)(unsigned who))
{
	pthread_mutex_lock(&things[thing]);
	errand(who);
	pthread_mutex_unlock(&things[thing]);
}
