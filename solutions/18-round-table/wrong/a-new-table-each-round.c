/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "The table can be used once: so lay a new one each round."  Somebody is told by POSIX that she is
 * the one to do it.  But the others may still be on their way out of the old one, or back at it
 * already, when it is taken away: what becomes of them, nobody has promised.
 */
#include "lab.h"

#include <pthread.h>

static unsigned places; /* set before anybody sits down, then read-only */

static pthread_barrier_t table;

void table_lay(unsigned count)
{
	places = count;
	pthread_barrier_init(&table, NULL, places);
}

void table_pass_on(unsigned place)
{
	(void)place;
	if (pthread_barrier_wait(&table) == PTHREAD_BARRIER_SERIAL_THREAD) {
		pthread_barrier_destroy(&table);
		pthread_barrier_init(&table, NULL, places);
	}
}

void table_clear(void)
{
	pthread_barrier_destroy(&table);
}
