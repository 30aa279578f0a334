/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "If somebody has overslept, do not let the whole table wait": a second, then the round goes on.
 * No table stands still any more.  The scarf of the one who was slow goes round without her stripe.
 */
#include "lab.h"

#include <pthread.h>
#include <time.h>

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
	struct timespec until;
	unsigned long mine;
	int error = 0;

	(void)place;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec++;
	pthread_mutex_lock(&lock);
	mine = round_number;
	if (++done == places) {
		done = 0;
		round_number++;
		pthread_cond_broadcast(&all_done);
	}
	while (round_number == mine && error == 0)
		error = pthread_cond_timedwait(&all_done, &lock, &until);
	pthread_mutex_unlock(&lock);
}

void table_clear(void)
{
}
