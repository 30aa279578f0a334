/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: nobody looks at the board without the lock, and nobody changes it without.
 * Wrong: a lock keeps the two apart, and does not say who comes first. The master may well be
 * there twice before the apprentice is there once.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned board; /* guarded by lock */

static void *apprentice(void *nothing)
{
	unsigned tower;

	(void)nothing;
	pthread_mutex_lock(&lock);
	tower = board;
	pthread_mutex_unlock(&lock);
	clock_back_one_hour(tower);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (unsigned tower = 1; tower <= towers; tower++) {
		pthread_mutex_lock(&lock);
		board = tower;
		pthread_mutex_unlock(&lock);
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, NULL) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
