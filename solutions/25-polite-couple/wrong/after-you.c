/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "Who sees that the other wants to go sits down and sleeps until the other is back." Now nobody
 * tries again and again, and nobody stands in anybody's way.  But both have seen the other's hat,
 * and both sit.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

/* held by whoever has the umbrella, or the key */
static pthread_mutex_t things[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

/* the two can see each other, one at a time; nests inside things */
static pthread_mutex_t sight = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t hat_is_off = PTHREAD_COND_INITIALIZER;
/* guarded by sight: */
static bool has_hat_on[2]; /* wants to go for a walk, or is on one */

void flat_open(void)
{
	has_hat_on[HE] = has_hat_on[SHE] = false;
}

static void put_hat(unsigned who, bool on)
{
	pthread_mutex_lock(&sight);
	has_hat_on[who] = on;
	if (!on)
		pthread_cond_signal(&hat_is_off);
	pthread_mutex_unlock(&sight);
}

static void wait_for(unsigned spouse)
{
	pthread_mutex_lock(&sight);
	while (has_hat_on[spouse])
		pthread_cond_wait(&hat_is_off, &sight);
	pthread_mutex_unlock(&sight);
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	unsigned spouse = who == HE ? SHE : HE;
	pthread_mutex_t *own = &things[who == HE ? UMBRELLA : KEY];
	pthread_mutex_t *other = &things[who == HE ? KEY : UMBRELLA];

	put_hat(who, true);
	wait_for(spouse);
	pthread_mutex_lock(own);
	pthread_mutex_lock(other);
	walk(who);
	put_hat(who, false);
	pthread_mutex_unlock(other);
	pthread_mutex_unlock(own);
}

void flat_errand(unsigned who, unsigned thing, void (*errand)(unsigned who))
{
	pthread_mutex_lock(&things[thing]);
	errand(who);
	pthread_mutex_unlock(&things[thing]);
}
