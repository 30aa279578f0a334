/* SPDX-License-Identifier: MIT */
/* Reference for 15-bounded-buffer: look again after each wait, and one condition a question. */
#include "lab.h"

#include <pthread.h>

#define NO_LOAF 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lock: */
static int in_hatch;

/*
 * Bakers wait for an empty hatch, sellers for a loaf: two questions, two conditions.  With one,
 * a signal meant for a baker could wake a seller, who shrugs and sleeps on, while the baker, who
 * alone could have gone ahead, is never told.
 */
static pthread_cond_t emptied = PTHREAD_COND_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;

void hatch_open(void)
{
	pthread_mutex_lock(&lock);
	in_hatch = NO_LOAF;
	pthread_mutex_unlock(&lock);
}

void hatch_put(int loaf)
{
	pthread_mutex_lock(&lock);
	/*
	 * `while`: the one who is woken must still get the lock, and a newcomer may be quicker and
	 * fill the hatch first.  To be woken means "look again", not "it is true".
	 */
	while (in_hatch != NO_LOAF)
		pthread_cond_wait(&emptied, &lock);
	in_hatch = loaf;
	/* One signal is enough: one loaf can please one seller, and only sellers wait here. */
	pthread_cond_signal(&filled);
	pthread_mutex_unlock(&lock);
}

int hatch_take(void)
{
	int loaf;

	pthread_mutex_lock(&lock);
	/* `while` for the same reason: another seller may have come and taken the loaf. */
	while (in_hatch == NO_LOAF)
		pthread_cond_wait(&filled, &lock);
	loaf = in_hatch;
	in_hatch = NO_LOAF;
	pthread_cond_signal(&emptied);
	pthread_mutex_unlock(&lock);
	return loaf;
}
