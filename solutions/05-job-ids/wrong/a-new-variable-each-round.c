/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a variable declared inside the loop is a new one in each round. In some languages that
 * is just the repair.
 * Wrong: in C its life ends with the round, and the next one moves into the same place. It is the
 * same board under another name.
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
		unsigned own = tower;

		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, &own) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
