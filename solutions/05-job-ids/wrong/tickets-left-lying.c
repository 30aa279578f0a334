/* expect: leak by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a ticket from the heap for each: nobody changes it any more, and all clocks are right.
 * Wrong: nobody frees it, either. The master does not know when it has been read, and the
 * apprentice thinks that it is not his.
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

static unsigned *ticket_new(unsigned tower)
{
	unsigned *ticket = malloc(sizeof *ticket);

	if (ticket == NULL)
		abort();
	*ticket = tower;
	return ticket;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (unsigned tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, ticket_new(tower)) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
