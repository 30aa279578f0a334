/* SPDX-License-Identifier: MIT */
/*
 * No count and no lock: a spoon goes round the table twice.  Whoever has done her stripe hands it
 * on, so when it is back at place 0, all are done; on the second way round it tells them so.  Each
 * hand-over has a semaphore of its own, and each is used once a round.  It costs time: the spoon
 * goes from hand to hand, where a broadcast reaches everybody at once.
 */
#include "lab.h"

#include <errno.h>
#include <semaphore.h>

static unsigned places; /* set before anybody sits down, then read-only */

static sem_t handed[TABLE_MOST]; /* to this place: by its neighbour */

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
		sem_init(&handed[i], 0, 0);
}

static void hand_on(unsigned place)
{
	sem_post(&handed[(place + 1) % places]);
}

void table_pass_on(unsigned place)
{
	if (place != 0)
		take_from(&handed[place]); /* all before me are done ... */
	hand_on(place);			   /* ... and so am I */
	take_from(&handed[place]); /* all are done; to place 0 the first way round says so */
	if (place != places - 1)
		hand_on(place);
}

void table_clear(void)
{
	for (unsigned i = 0; i < places; i++)
		sem_destroy(&handed[i]);
}
