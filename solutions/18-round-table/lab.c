/* SPDX-License-Identifier: MIT */
/* Reference for 18-round-table: what one waits for is the end of her own round, and rounds have
 * numbers. */
#include "lab.h"

#include <pthread.h>

static unsigned places; /* set before anybody sits down, then read-only */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static unsigned done; /* how many have their stripe in this round */
/*
 * Which round it is.  The count of those who are done says different things to different people: to
 * one who has been woken and not yet gone, the next round's count looks like her own.  The number
 * only ever grows, so "my round is over" stays true however late she looks.
 */
static unsigned long round_number;

void table_lay(unsigned count)
{
	places = count;
	done = 0;
	round_number = 0;
}

void table_pass_on(unsigned place)
{
	unsigned long mine;

	(void)place;
	pthread_mutex_lock(&lock);
	mine = round_number; /* together with the count: she counts for this round */
	done++;
	if (done == places) {
		/*
		 * The last to arrive, and not the last to go, begins the next round.  All others
		 * sleep or are about to wake, and none of them looks at the count any more: it is
		 * free.
		 */
		done = 0;
		round_number++;
		pthread_cond_broadcast(&all_done);
	}
	while (round_number == mine)
		pthread_cond_wait(&all_done, &lock);
	pthread_mutex_unlock(&lock);
}

void table_clear(void)
{
}
