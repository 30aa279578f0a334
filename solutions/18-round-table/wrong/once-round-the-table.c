/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * A spoon goes round the table, and whoever is done hands it on.  When it is back at place 0, that
 * one knows that all are done.  The others know only that those before them are: they go on while
 * the last ones are still knitting.
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

void table_pass_on(unsigned place)
{
	if (place != 0)
		take_from(&handed[place]);
	sem_post(&handed[(place + 1) % places]);
	if (place == 0)
		take_from(&handed[place]);
}

void table_clear(void)
{
	for (unsigned i = 0; i < places; i++)
		sem_destroy(&handed[i]);
}
