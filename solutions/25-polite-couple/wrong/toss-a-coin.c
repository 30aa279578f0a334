/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "In step they never get anywhere: let each wait for a random time." Networks do it like that,
 * because there is nobody whom one could wait for.  Here there is; and who only hopes that the
 * other is done, gets up again and again to look, and may be out of luck each time.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* held by whoever has the umbrella, or the key */
static pthread_mutex_t things[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

/* each his own */
static unsigned coin[2];

void flat_open(void)
{
	coin[HE] = 1;
	coin[SHE] = 2;
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	pthread_mutex_t *own = &things[who == HE ? UMBRELLA : KEY];
	pthread_mutex_t *other = &things[who == HE ? KEY : UMBRELLA];

	pthread_mutex_lock(own);
	while (pthread_mutex_trylock(other) != 0) {
		pthread_mutex_unlock(own);
		usleep(rand_r(&coin[who]) % 1000);
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
