/* SPDX-License-Identifier: MIT */
/*
 * The last to come gives each of the others a ticket with her name on it.  A single heap of tickets
 * would not do: a quick one who is back for the next round could take a slow one's.  It costs a
 * semaphore a place, and the last one gives the tickets out one by one.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

static unsigned places; /* set before anybody sits down, then read-only */

static sem_t ticket[TABLE_MOST]; /* of this place */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lock: */
static unsigned done;

/* A signal handler may cut a wait short; then there was nothing to take yet. */
static void take_from(sem_t *semaphore)
{
	while (sem_wait(semaphore) != 0 && errno == EINTR)
		;
}

void table_lay(unsigned count)
{
	places = count;
	done = 0;
	for (unsigned i = 0; i < places; i++)
		sem_init(&ticket[i], 0, 0);
}

void table_pass_on(unsigned place)
{
	pthread_mutex_lock(&lock);
	if (++done == places) {
		done = 0;
		for (unsigned i = 0; i < places; i++)
			sem_post(&ticket[i]);
	}
	pthread_mutex_unlock(&lock);
	take_from(&ticket[place]);
}

void table_clear(void)
{
	for (unsigned i = 0; i < places; i++)
		sem_destroy(&ticket[i]);
}
