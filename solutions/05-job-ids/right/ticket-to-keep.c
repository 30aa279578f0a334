/* SPDX-License-Identifier: MIT */
/*
 * Style: ownership changes hands. Each apprentice gets a ticket from the heap; from
 * pthread_create on it is his, and he frees it when he has read it.
 * Costs: a malloc and a free for each, and a rule that stands in no type: who frees what. In
 * return it works also where the sender does not wait for anybody.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static void *apprentice(void *ticket)
{
	unsigned tower = *(const unsigned *)ticket;

	free(ticket); /* ours since we were sent */
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
