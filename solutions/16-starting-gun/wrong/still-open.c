/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "Whatever remembers will do: a semaphore, one token, and each puts it back for the next."  So the
 * token is still there in the evening, and in the next derby nobody waits for a shot.
 */
#include "lab.h"

#include <semaphore.h>

static sem_t gate; /* all zero: no token yet */

void derby_prepare(unsigned snails)
{
	(void)snails;
}

void derby_await(void)
{
	sem_wait(&gate);
	sem_post(&gate);
}

void derby_fire(void)
{
	sem_post(&gate);
}
