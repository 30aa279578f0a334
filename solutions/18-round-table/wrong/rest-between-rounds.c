/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "The quick ones are back before the slow ones have gone: let everybody rest a little."  Most
 * evenings the slow ones are gone by then.  How slow somebody may be is not for the table to say.
 */
#include "lab.h"

#include <pthread.h>
#include <unistd.h>

static unsigned places; /* set before anybody sits down, then read-only */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_done = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static unsigned done;
static unsigned gone;

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
	gone++;
	if (gone == places) {
		done = 0;
		gone = 0;
	}
	pthread_mutex_unlock(&lock);
	usleep(2000);
}

void table_clear(void)
{
}
