/* expect: deadlock by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "The count needs no lock, fetch-and-add is enough; the lock is for the sleep."  But the count and
 * the number of the round belong together: between the two the last one may have come and gone, and
 * then the number that is looked at is already the next one's.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

static unsigned places; /* set before anybody sits down, then read-only */

static atomic_uint done;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static unsigned long round_number;

void table_lay(unsigned count)
{
	places = count;
	done = 0;
	round_number = 0;
}

void table_pass_on(unsigned place)
{
	unsigned came = atomic_fetch_add(&done, 1) + 1;
	unsigned long mine;

	(void)place;
	pthread_mutex_lock(&lock);
	mine = round_number;
	if (came == places) {
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
