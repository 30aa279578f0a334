/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: an array of numbers, as it should be, and the sending in a function of its own, as it
 * should be.
 * Wrong: the array ends with that function. The apprentices read what is left of it, while the
 * master has gone on to write other things there.
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

static void send_all(pthread_t *apprentices, unsigned towers)
{
	unsigned tickets[TOWERS_MOST];

	for (unsigned i = 0; i < towers; i++) {
		tickets[i] = i + 1;
		if (pthread_create(&apprentices[i], NULL, apprentice, &tickets[i]) != 0)
			abort();
	}
}

static void await_all(const pthread_t *apprentices, unsigned towers)
{
	unsigned back[TOWERS_MOST] = {0};

	for (unsigned i = 0; i < towers; i++)
		back[i] = pthread_join(apprentices[i], NULL) == 0;
	for (unsigned i = 0; i < towers; i++) {
		if (!back[i])
			abort();
	}
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	send_all(apprentices, towers);
	await_all(apprentices, towers);
}
