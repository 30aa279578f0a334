/* SPDX-License-Identifier: MIT */
/* Reference for 25-polite-couple: the umbrella first, by both; who has to wait, sleeps. */
#include "lab.h"

#include <pthread.h>

/*
 * held by whoever has the umbrella, or the key.  Who needs both takes the umbrella first: to give
 * back and try again is not needed any more, since nobody who has the key waits for the umbrella.
 */
static pthread_mutex_t things[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

void flat_open(void)
{
}

/*
 * No look at the other's hat: whoever has the umbrella goes.  If each lets the other go first, none
 * goes, and if both follow one rule in step, the rule must tell them apart; here the lock does.
 * And no trying: a lock that is waited for wakes us when it is free.
 */
void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	pthread_mutex_lock(&things[UMBRELLA]);
	pthread_mutex_lock(&things[KEY]);
	walk(who);
	pthread_mutex_unlock(&things[KEY]);
	pthread_mutex_unlock(&things[UMBRELLA]);
}

void flat_errand(unsigned who, unsigned thing, void (*errand)(unsigned who))
{
	pthread_mutex_lock(&things[thing]);
	errand(who);
	pthread_mutex_unlock(&things[thing]);
}
