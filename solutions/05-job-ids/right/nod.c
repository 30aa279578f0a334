/* SPDX-License-Identifier: MIT */
/*
 * Style: a handshake. There is still one board, and the number on it changes only after the
 * apprentice has nodded: he has read it.
 * Costs: the master waits for each apprentice's first step before he calls up the next, so the
 * start takes as long as all first steps together. The climbing itself goes on side by side.
 */
#include "lab.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

/* Lives until all apprentices are back. */
struct board {
	unsigned tower; /* the master's, but for the time between create and nod */
	sem_t nod;
};

static void *apprentice(void *argument)
{
	struct board *board = argument;
	unsigned tower = board->tower;

	sem_post(&board->nod); /* not before it is read: from here on it may change */
	clock_back_one_hour(tower);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];
	struct board board;

	sem_init(&board.nod, 0, 0);
	for (board.tower = 1; board.tower <= towers; board.tower++) {
		if (pthread_create(&apprentices[board.tower - 1], NULL, apprentice, &board) != 0)
			abort();
		sem_wait(&board.nod);
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
	sem_destroy(&board.nod);
}
