/* expect: data-race by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the master waits until the apprentice has set a flag: a handshake without any
 * semaphore.
 * Wrong: flag and number are plain variables. The compiler may read the flag once and wait for
 * ever, and nothing orders the reading of the number before its change.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <sched.h>
#include <stdbool.h>

static unsigned board;
static bool has_read;

static void *apprentice(void *nothing)
{
	unsigned tower = board;

	(void)nothing;
	has_read = true;
	clock_back_one_hour(tower);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (unsigned tower = 1; tower <= towers; tower++) {
		board = tower;
		has_read = false;
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, NULL) != 0)
			abort();
		while (!has_read)
			sched_yield();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
