/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: an atomic counter to draw from, and it stands outside the function, where it lives long
 * enough.
 * Wrong: too long. It goes on where it stopped, and in the second autumn the apprentices ask for
 * towers that nobody has built.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <stdatomic.h>

static atomic_uint drawn;

static void *apprentice(void *nothing)
{
	(void)nothing;
	clock_back_one_hour(atomic_fetch_add(&drawn, 1) + 1);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];

	for (unsigned tower = 1; tower <= towers; tower++) {
		if (pthread_create(&apprentices[tower - 1], NULL, apprentice, NULL) != 0)
			abort();
	}
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
