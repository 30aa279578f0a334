/* SPDX-License-Identifier: MIT */
/* The night when the clocks are turned back.  This is the file that you repair. */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

/* An apprentice's night: he reads which tower is his, and goes there. */
static void *apprentice(void *board)
{
	unsigned tower = *(const unsigned *)board;

	clock_back_one_hour(tower);
	return NULL;
}

/* One after the other is called up, has a look at the board, and runs. */
void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (unsigned tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, &tower) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
