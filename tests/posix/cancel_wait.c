/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/*
 * Cancellation: a thread waits for one thing while it is cancelled and, too, sent it.  1: it got
 * the thing; 0: it was cancelled, and the thing is still there for another: none is ever lost.
 */
#include "rules.h"

#include <semaphore.h>

static sem_t things;

static void *take(void *unused)
{
	(void)unused;
	RULE(sem_wait(&things) == 0);
	return &things;
}

static void *put(void *unused)
{
	RULE(sem_post(&things) == 0);
	return unused;
}

int main(void)
{
	pthread_t taker, putter;
	void *result;
	int left;

	RULE(sem_init(&things, 0, 0) == 0);
	RULE(pthread_create(&taker, NULL, take, NULL) == 0);
	RULE(pthread_create(&putter, NULL, put, NULL) == 0);
	RULE(pthread_cancel(taker) == 0);
	RULE(pthread_join(taker, &result) == 0);
	RULE(pthread_join(putter, NULL) == 0);
	RULE(sem_getvalue(&things, &left) == 0);
	RULE(left == (result == PTHREAD_CANCELED));
	outcome(result != PTHREAD_CANCELED);
	return 0;
}
