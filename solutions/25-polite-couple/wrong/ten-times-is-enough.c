/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Try ten times, and if it does not work, stay at home." The bowing comes to an end, and no tool
 * has anything to say.  But the walk is not taken.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

/* held by whoever has the umbrella, or the key */
static pthread_mutex_t things[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

/* the two can see each other, one at a time; nests inside things */
static pthread_mutex_t sight = PTHREAD_MUTEX_INITIALIZER;
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
	pthread_mutex_unlock(&sight);
}

static bool sees_hat(unsigned whose)
{
	bool on;

	pthread_mutex_lock(&sight);
	on = has_hat_on[whose];
	pthread_mutex_unlock(&sight);
	return on;
}

/* Takes one's own thing and the other's; false: not today. */
static bool take_both(pthread_mutex_t *own, pthread_mutex_t *other, unsigned spouse)
{
	for (int i = 0; i < 10; i++) {
		pthread_mutex_lock(own);
		if (pthread_mutex_trylock(other) == 0) {
			if (!sees_hat(spouse))
				return true;
			pthread_mutex_unlock(other);
		}
		pthread_mutex_unlock(own);
	}
	return false;
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	unsigned spouse = who == HE ? SHE : HE;
	pthread_mutex_t *own = &things[who == HE ? UMBRELLA : KEY];
	pthread_mutex_t *other = &things[who == HE ? KEY : UMBRELLA];

	put_hat(who, true);
	if (!take_both(own, other, spouse)) {
		put_hat(who, false);
		return;
	}
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
