/* SPDX-License-Identifier: MIT */
/*
 * Style: tickets.  Politeness that comes to an end: whoever put on a hat first goes first, and
 * there is always exactly one who did.  The number is drawn under a lock, and who has to wait
 * sleeps until it is called.  So only one walker at a time takes things, in any order.  Cost: a
 * queue where one lock would do; but nobody is ever passed over.
 */
#include "lab.h"

#include <pthread.h>

/* held by whoever has the umbrella, or the key */
static pthread_mutex_t things[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

static pthread_mutex_t counter = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t called = PTHREAD_COND_INITIALIZER;
/* guarded by counter: */
static unsigned drawn, calls;

void flat_open(void)
{
	drawn = calls = 0;
}

static unsigned draw_number(void)
{
	unsigned number;

	pthread_mutex_lock(&counter);
	number = drawn++;
	pthread_mutex_unlock(&counter);
	return number;
}

static void wait_until_called(unsigned number)
{
	pthread_mutex_lock(&counter);
	while (calls != number)
		pthread_cond_wait(&called, &counter);
	pthread_mutex_unlock(&counter);
}

static void call_next(void)
{
	pthread_mutex_lock(&counter);
	calls++;
	pthread_cond_broadcast(&called);
	pthread_mutex_unlock(&counter);
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	pthread_mutex_t *own = &things[who == HE ? UMBRELLA : KEY];
	pthread_mutex_t *other = &things[who == HE ? KEY : UMBRELLA];

	wait_until_called(draw_number());
	pthread_mutex_lock(own);
	pthread_mutex_lock(other);
	walk(who);
	pthread_mutex_unlock(other);
	pthread_mutex_unlock(own);
	call_next();
}

void flat_errand(unsigned who, unsigned thing, void (*errand)(unsigned who))
{
	pthread_mutex_lock(&things[thing]);
	errand(who);
	pthread_mutex_unlock(&things[thing]);
}
