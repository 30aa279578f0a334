/* expect: deadlock by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * Rounds have numbers, and the last to arrive wakes somebody: one.  With two at the table that is
 * everybody who sleeps, and the test had two.
 */
#include "lab.h"

#include <pthread.h>

static unsigned places; /* set before anybody sits down, then read-only */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static unsigned done;
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
	if (++done == places) {
		done = 0;
		round_number++;
		pthread_cond_signal(&all_done);
	}
	while (round_number == mine)
		pthread_cond_wait(&all_done, &lock);
	pthread_mutex_unlock(&lock);
}

void table_clear(void)
{
}
