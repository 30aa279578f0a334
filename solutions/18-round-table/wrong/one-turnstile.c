/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * One semaphore: the last to come puts in a ticket for each of the others.  As many tickets as
 * people, and still a quick one who is back for the next round may take the ticket of a slow one,
 * and be through twice.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

static unsigned places; /* set before anybody sits down, then read-only */

static sem_t tickets;

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
	sem_init(&tickets, 0, 0);
}

void table_pass_on(unsigned place)
{
	(void)place;
	pthread_mutex_lock(&lock);
	if (++done == places) {
		done = 0;
		for (unsigned i = 0; i < places; i++)
			sem_post(&tickets);
	}
	pthread_mutex_unlock(&lock);
	take_from(&tickets);
}

void table_clear(void)
{
	sem_destroy(&tickets);
}
