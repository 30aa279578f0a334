/* expect: use-after-free by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: who allocates a ticket frees it, so the master does, as soon as the apprentice is on
 * his way.
 * Wrong: on his way is not there. The ticket is gone before it is read, or it is the next one's.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static void *apprentice(void *board)
{
	unsigned tower = *(const unsigned *)board;

	clock_back_one_hour(tower);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (unsigned tower = 1; tower <= towers; tower++) {
		unsigned *ticket = malloc(sizeof *ticket);

		if (ticket == NULL)
			abort();
		*ticket = tower;
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, ticket) != 0)
			abort();
		free(ticket);
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
