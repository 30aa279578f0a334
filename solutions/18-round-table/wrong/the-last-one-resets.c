/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "The last to go comes too late to clear up; let the last to arrive do it."  Right, and not
 * enough: the others wait until the count is 0, and it is 0 for a moment only.  A quick one who is
 * back makes it 1 again before a slow one has looked, and the slow one sleeps on.
 */
#include "lab.h"

#include <pthread.h>

static unsigned places; /* set before anybody sits down, then read-only */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static unsigned done;

void table_lay(unsigned count)
{
	places = count;
	done = 0;
}

void table_pass_on(unsigned place)
{
	(void)place;
	pthread_mutex_lock(&lock);
	done++;
	if (done == places) {
		done = 0;
		pthread_cond_broadcast(&all_done);
	}
	while (done != 0)
		pthread_cond_wait(&all_done, &lock);
	pthread_mutex_unlock(&lock);
}

void table_clear(void)
{
}
