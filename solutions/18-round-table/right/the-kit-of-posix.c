/* SPDX-License-Identifier: MIT */
/*
 * POSIX has this table ready made, and its makers have thought of the second round.  The least
 * code, and the least to get wrong.  It costs the freedom to change anything: nobody can be late
 * for a while, leave for good or join.
 */
#include "lab.h"

#include <pthread.h>

static pthread_barrier_t table;

void table_lay(unsigned places)
{
	pthread_barrier_init(&table, NULL, places);
}

void table_pass_on(unsigned place)
{
	(void)place;
	pthread_barrier_wait(&table);
}

void table_clear(void)
{
	pthread_barrier_destroy(&table);
}
