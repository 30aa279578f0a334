/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "The quick ones make the trouble": whoever is back before the others have gone has done enough,
 * and goes home. The others' rounds are undisturbed, but they wait for her in vain, or her stripes
 * are missing.
 */
#include "lab.h"

#include <pthread.h>

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
	if (done == places) {
		places--;
		pthread_mutex_unlock(&lock);
		pthread_exit(NULL);
	}
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
}

void table_clear(void)
{
}
