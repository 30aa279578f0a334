/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: each takes his number by value, and detached threads tidy up after themselves, so the
 * master may go to bed.
 * Wrong: the night is declared over while apprentices are still on the stairs. Who relies on it
 * finds clocks that are not turned back yet.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <stdint.h>

static void *apprentice(void *number)
{
	clock_back_one_hour((unsigned)(uintptr_t)number);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	for (unsigned tower = 1; tower <= towers; tower++) {
		pthread_t thread;

		if (pthread_create(&thread, NULL, apprentice, (void *)(uintptr_t)tower) != 0)
			abort();
		pthread_detach(thread);
	}
}
