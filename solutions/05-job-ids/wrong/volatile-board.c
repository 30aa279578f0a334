/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: `volatile`, so that the apprentice reads the board and not what somebody remembers of
 * it.
 * Wrong: he did read the board. It said another number by then, and now it does so reliably.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static void *apprentice(void *board)
{
	unsigned tower = *(const volatile unsigned *)board;

	clock_back_one_hour(tower);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (volatile unsigned tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, (void *)&tower) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
