/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: an atomic number has no data race, and the tools are content.
 * Wrong: each apprentice reads a number in one piece, and it is the next one's. The order was the
 * trouble, not the pieces.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <stdatomic.h>

static void *apprentice(void *board)
{
	unsigned tower = atomic_load((atomic_uint *)board);

	clock_back_one_hour(tower);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (atomic_uint tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, &tower) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
