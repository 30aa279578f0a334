/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * The printer is waited for, as he should be; but he goes when he is told to, and does not look
 * into the tray again.  No sheet is half done any more.  Those that nobody had begun are thrown
 * away.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_t printer;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* a job is in the tray, or he may go home */
static pthread_cond_t to_do = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int tray[SHOP_JOBS];
static unsigned handed_in, taken; /* today */
static bool may_go;

/* Waits for the next job.  False: there is none, and none will come. */
static bool take_job(int *job)
{
	bool more;

	pthread_mutex_lock(&lock);
	while (taken == handed_in && !may_go)
		pthread_cond_wait(&to_do, &lock);
	more = !may_go;
	if (more)
		*job = tray[taken++];
	pthread_mutex_unlock(&lock);
	return more;
}

/* The printer's whole day. */
static void *print_all_day(void *nothing)
{
	int job;

	while (take_job(&job))
		press(job);
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
	may_go = true;
	pthread_cond_signal(&to_do);
	pthread_mutex_unlock(&lock);
	pthread_join(printer, NULL);
}

/* He has gone already. */
void shop_go_home(void)
{
}
