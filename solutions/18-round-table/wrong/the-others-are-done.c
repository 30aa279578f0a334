/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "I need not wait for myself: it is enough that the others are done."  So it is; but the count has
 * her in it as well, and one of the others is left out.
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
	if (++done == places - 1) {
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
