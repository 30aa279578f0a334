/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the apprentices count for themselves: each takes the next number.
 * Wrong: to take it is a read, an add and a write. Two who do so at the same moment take the same
 * number, and one tower is nobody's.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static void *apprentice(void *drawn)
{
	clock_back_one_hour(++*(unsigned *)drawn);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];
	unsigned drawn = 0;

	for (unsigned tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, &drawn) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
