/* SPDX-License-Identifier: MIT */
/*
 * Style: C11's threads, and a struct for each apprentice that holds his thread as well as his
 * number, so that what belongs together stands together and the join is a walk through the same
 * list.
 * Costs: nothing more than the array of the reference; thrd_join returns an int where pthreads
 * give a pointer.
 */
#include "lab.h"

#include <stdlib.h>
#include <threads.h>

struct apprentice {
	thrd_t thread;
	unsigned tower; /* set before he is sent, then only read */
};

static int climb(void *argument)
{
	const struct apprentice *apprentice = argument;

	clock_back_one_hour(apprentice->tower);
	return 0;
}

void clocks_turn_back(unsigned towers)
{
	struct apprentice apprentices[TOWERS_MOST];

	for (unsigned i = 0; i < towers; i++) {
		apprentices[i].tower = i + 1;
		if (thrd_create(&apprentices[i].thread, climb, &apprentices[i]) != thrd_success)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		thrd_join(apprentices[i].thread, NULL);
}
