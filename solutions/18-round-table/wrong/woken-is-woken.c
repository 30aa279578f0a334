/* expect: assertion by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "The rounds have numbers, and the broadcast comes when the number has changed: whoever is woken need
 * not look again."  If only the broadcast woke anybody.  POSIX allows a wait to end for no reason at
 * all, and then an aunt reaches for a scarf that is still being knitted.
 */
#include "lab.h"

#include <pthread.h>

static unsigned places; /* set before anybody sits down, then read-only */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static unsigned done; /* how many have their stripe in this round */
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
	mine = round_number;
	done++;
	if (done == places) {
		done = 0;
		round_number++;
		pthread_cond_broadcast(&all_done);
	}
	if (round_number == mine)
		pthread_cond_wait(&all_done, &lock);
	pthread_mutex_unlock(&lock);
}

void table_clear(void)
{
}
