/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a compound literal makes an unnamed number on the spot, and each apprentice gets his.
 * Wrong: it lives until the end of the block around it, like any local. That is the loop's body,
 * so the next one stands where the last one stood.
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
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, (unsigned[]){tower}) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
