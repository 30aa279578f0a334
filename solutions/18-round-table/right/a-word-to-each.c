/* SPDX-License-Identifier: MIT */
/*
 * Everybody tells all the others, and waits until she has been told as often as there are others.
 * Told by whom she does not know: a quick one's second word may stand for a slow one's first.  It
 * does no harm: to speak a second time somebody must have been let through the round, and the first
 * who was let through it had a word from each.  It costs n times n posts a round.
 */
#include "lab.h"

#include <errno.h>
#include <semaphore.h>

static unsigned places; /* set before anybody sits down, then read-only */

static sem_t told[TABLE_MOST]; /* to this place, by anybody */

/* A signal handler may cut a wait short; then there was nothing to take yet. */
static void take_from(sem_t *semaphore)
{
	while (sem_wait(semaphore) != 0 && errno == EINTR)
		;
}

void table_lay(unsigned count)
{
	places = count;
	for (unsigned i = 0; i < places; i++)
		sem_init(&told[i], 0, 0);
}

void table_pass_on(unsigned place)
{
	for (unsigned to = 0; to < places; to++)
		if (to != place)
			sem_post(&told[to]);
	for (unsigned others = places - 1; others > 0; others--)
		take_from(&told[place]);
}

void table_clear(void)
{
	for (unsigned i = 0; i < places; i++)
		sem_destroy(&told[i]);
}
