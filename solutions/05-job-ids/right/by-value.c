/* SPDX-License-Identifier: MIT */
/*
 * Style: the number itself travels in the pointer, as an integer that was cast. There is no
 * memory to share, to own or to free.
 * Costs: it carries one number that fits into a pointer, and nothing else; and a reader has to
 * know that this pointer points nowhere.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static void *apprentice(void *number)
{
	clock_back_one_hour((unsigned)(uintptr_t)number);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (unsigned tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, (void *)(uintptr_t)tower) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
