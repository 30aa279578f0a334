/* SPDX-License-Identifier: MIT */
/*
 * Style: each snail brings a bell of its own, on its own stack, and hangs it up in a row; the
 * starter rings all that hang there, and takes down the row.  Nobody is woken who has no business
 * there, and the starter knows whom it woke.  It costs a list, and care about whose memory a bell
 * is: the snail may not go before its bell has been rung.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct bell {
	pthread_cond_t ring;
	bool rang;
	struct bell *next;
};

static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
/* guarded by line, as is what hangs there: */
static struct bell *row;
static bool fired;

void derby_prepare(unsigned snails)
{
	(void)snails;
	pthread_mutex_lock(&line);
	fired = false;
	row = NULL;
	pthread_mutex_unlock(&line);
}

void derby_await(void)
{
	struct bell bell = {.ring = PTHREAD_COND_INITIALIZER};

	pthread_mutex_lock(&line);
	if (!fired) {
		bell.next = row;
		row = &bell;
		while (!bell.rang)
			pthread_cond_wait(&bell.ring, &line);
	}
	pthread_mutex_unlock(&line);
}

/* With the lock to the end: as soon as it is given back, a woken snail takes its bell away. */
void derby_fire(void)
{
	pthread_mutex_lock(&line);
	fired = true;
	for (struct bell *bell = row; bell != NULL; bell = bell->next) {
		bell->rang = true;
		pthread_cond_signal(&bell->ring);
	}
	row = NULL;
	pthread_mutex_unlock(&line);
}
