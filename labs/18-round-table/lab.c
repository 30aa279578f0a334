/* SPDX-License-Identifier: MIT */
/* The round table: nobody passes on before everybody is done.  This is the file that you repair. */
#include "lab.h"

#include <pthread.h>

static unsigned places; /* set before anybody sits down, then read-only */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static unsigned done; /* how many have their stripe */
static unsigned gone; /* how many of them have passed on */

void table_lay(unsigned count)
{
	places = count;
	done = 0;
	gone = 0;
}

void table_pass_on(unsigned place)
{
	(void)place;
	pthread_mutex_lock(&lock);
	done++;
	if (done == places)
		pthread_cond_broadcast(&all_done);
	while (done < places)
		pthread_cond_wait(&all_done, &lock);

	/* Whoever is the last to go lays the table for the next round. */
	gone++;
	if (gone == places) {
		done = 0;
		gone = 0;
	}
	pthread_mutex_unlock(&lock);
}

void table_clear(void)
{
}
