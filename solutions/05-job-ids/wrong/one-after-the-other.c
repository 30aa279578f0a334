/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: if the master waits until the apprentice is back, the board may change without harm.
 * Wrong: it may, and the next one has not even been sent. It is a loop with more steps: at no
 * moment are two at work.
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
	for (unsigned tower = 1; tower <= towers; tower++) {
		pthread_t thread;

		if (pthread_create(&thread, NULL, apprentice, &tower) != 0)
			abort();
		pthread_join(thread, NULL);
	}
}
