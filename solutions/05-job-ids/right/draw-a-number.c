/* SPDX-License-Identifier: MIT */
/*
 * Style: nobody is told anything. Each apprentice draws the next number in one atomic step, and
 * it does not matter who goes where.
 * Costs: which thread has which number is left to chance, which is fine for clocks and bad for a
 * log. All draw from one word, but once each.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static void *apprentice(void *argument)
{
	atomic_uint *drawn = argument;

	clock_back_one_hour(atomic_fetch_add(drawn, 1) + 1);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];
	atomic_uint drawn = 0; /* in this frame, which waits for all who draw */

	for (unsigned tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, &drawn) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
