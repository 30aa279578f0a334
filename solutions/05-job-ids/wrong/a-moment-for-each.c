/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: after each create the master sleeps a moment, so that the apprentice can read the
 * board.
 * Wrong: a sleep is a hope. On a busy machine the apprentice gets up after the moment has passed,
 * and reads what stands there then.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

static void *apprentice(void *board)
{
	unsigned tower = *(const unsigned *)board;

	clock_back_one_hour(tower);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];
	struct timespec moment = {.tv_nsec = 1000 * 1000};

	for (unsigned tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, &tower) != 0)
			abort();
		nanosleep(&moment, NULL);
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
