/* expect: livelock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "They meet because they are so quick: take a breath before the next try." Both take it.  Breath
 * by breath they are as polite as before, only that it takes longer now not to get anywhere.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

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

/*
 * Takes one's own thing and the other's.  Nobody stands about with one thing while the other one
 * is not to be had, and nobody leaves before a spouse who has a hat on: after you, dear.
 */
static void take_both(pthread_mutex_t *own, pthread_mutex_t *other, unsigned spouse)
{
	for (;;) {
		pthread_mutex_lock(own);
		if (pthread_mutex_trylock(other) == 0) {
			if (!sees_hat(spouse))
				return;
			pthread_mutex_unlock(other);
		}
		pthread_mutex_unlock(own);
		usleep(1000);
	}
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	unsigned spouse = who == HE ? SHE : HE;
	pthread_mutex_t *own = &things[who == HE ? UMBRELLA : KEY];
	pthread_mutex_t *other = &things[who == HE ? KEY : UMBRELLA];

	put_hat(who, true);
	take_both(own, other, spouse);
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
