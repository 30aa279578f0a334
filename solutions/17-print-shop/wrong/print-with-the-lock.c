/* expect: deadlock by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "If he prints with the lock, the tray cannot look empty while a job is at the press."  So it is,
 * and in the evening all is well.  But whoever hands in a job needs the lock as well, and waits now
 * for a job that is none of his, however long it takes.  If the press needs something from him, it
 * takes for ever.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_t printer;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* a job is in the tray, or he may go home */
static pthread_cond_t to_do = PTHREAD_COND_INITIALIZER;
/* the tray is empty */
static pthread_cond_t cleared = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int tray[SHOP_JOBS];
static unsigned handed_in, taken; /* today */
static bool may_go;

/* The printer's whole day. */
static void *print_all_day(void *nothing)
{
	pthread_mutex_lock(&lock);
	for (;;) {
		while (taken == handed_in && !may_go)
			pthread_cond_wait(&to_do, &lock);
		if (taken == handed_in)
			break;
		press(tray[taken++]);
		if (taken == handed_in)
			pthread_cond_signal(&cleared);
	}
	pthread_mutex_unlock(&lock);
	return nothing;
}

void shop_open(void)
{
	pthread_create(&printer, NULL, print_all_day, NULL);
}

void shop_hand_in(int job)
{
	pthread_mutex_lock(&lock);
	tray[handed_in++] = job;
	pthread_cond_signal(&to_do);
	pthread_mutex_unlock(&lock);
}

void shop_close(void)
{
	pthread_mutex_lock(&lock);
	while (taken < handed_in)
		pthread_cond_wait(&cleared, &lock);
	pthread_mutex_unlock(&lock);
}

void shop_go_home(void)
{
	pthread_mutex_lock(&lock);
	may_go = true;
	pthread_cond_signal(&to_do);
	pthread_mutex_unlock(&lock);
	pthread_join(printer, NULL);
}
