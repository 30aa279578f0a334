/* SPDX-License-Identifier: MIT */
/* Reference for 05-job-ids: every apprentice gets a number of his own, which nobody changes. */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static void *apprentice(void *ticket)
{
	unsigned tower = *(const unsigned *)ticket;

	clock_back_one_hour(tower);
	return NULL;
}

void clocks_turn_back(unsigned towers)
{
	pthread_t apprentices[TOWERS_MOST];
	/*
	 * The repair.  What was handed over was not the number, but the place where it stood, and
	 * that was the same place for all.  Now each has a place of his own: written before he is
	 * sent, which is the order that pthread_create makes, and never again.
	 */
	unsigned tickets[TOWERS_MOST];

	for (unsigned i = 0; i < towers; i++) {
		tickets[i] = i + 1;
		if (pthread_create(&apprentices[i], NULL, apprentice, &tickets[i]) != 0)
			abort();
	}
	/*
	 * The tickets live in this frame, so it must outlive all who read them.  The joins see to
	 * that: the second half of the rule, and the half that is easily lost when somebody moves
	 * them elsewhere.
	 */
	for (unsigned i = 0; i < towers; i++)
		pthread_join(apprentices[i], NULL);
}
