/* expect: deadlock by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "The next round has a count of its own, so the quick ones do not spoil this one's": even rounds
 * count here, odd ones there.  That would do, if each count were laid back to 0 when nobody looks
 * at it. Here whoever comes to a round clears the other count, at which a slow one is still
 * waiting.
 */
#include "lab.h"

#include <pthread.h>

static unsigned places; /* set before anybody sits down, then read-only */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static unsigned done[2];
/* how often each person has passed on; her own: */
static unsigned long rounds[TABLE_MOST];

void table_lay(unsigned count)
{
	places = count;
	done[0] = 0;
	done[1] = 0;
}

void table_pass_on(unsigned place)
{
	unsigned long side = rounds[place]++ % 2;

	pthread_mutex_lock(&lock);
	done[1 - side] = 0;
	done[side]++;
	if (done[side] == places)
		pthread_cond_broadcast(&all_done);
	while (done[side] < places)
		pthread_cond_wait(&all_done, &lock);
	pthread_mutex_unlock(&lock);
}

void table_clear(void)
{
}
