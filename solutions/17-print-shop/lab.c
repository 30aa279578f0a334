/* SPDX-License-Identifier: MIT */
/* Reference for 17-print-shop: a job counts as long as it is not printed, wherever it is. */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_t printer;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* a job is in the tray, or he may go home */
static pthread_cond_t to_do = PTHREAD_COND_INITIALIZER;
/* nothing is unfinished */
static pthread_cond_t all_dry = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int tray[SHOP_JOBS];
static unsigned handed_in, taken; /* today */
/*
 * In the tray or at the press.  An empty tray says only that the last job has been begun: what
 * the closing must know is that it is done, so that is what is counted.
 */
static unsigned unfinished;
static bool may_go;

/* Waits for the next job.  False: there is none, and none will come. */
static bool take_job(int *job)
{
	bool more;

	pthread_mutex_lock(&lock);
	while (taken == handed_in && !may_go)
		pthread_cond_wait(&to_do, &lock);
	more = taken < handed_in;
	if (more)
		*job = tray[taken++];
	pthread_mutex_unlock(&lock);
	return more;
}

/*
 * After the press, never before it: the count is the printer's word that the sheet is dry.  Given
 * under the lock, it also hands the sheet over to whoever waits for it.
 */
static void job_done(void)
{
	pthread_mutex_lock(&lock);
	unfinished--;
	if (unfinished == 0)
		pthread_cond_signal(&all_dry);
	pthread_mutex_unlock(&lock);
}

/* The printer's whole day. */
static void *print_all_day(void *nothing)
{
	int job;

	while (take_job(&job)) {
		press(job);
		job_done();
	}
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
	unfinished++; /* together with the tray, so that no job is in the one and not in the other
		       */
	pthread_cond_signal(&to_do);
	pthread_mutex_unlock(&lock);
}

void shop_close(void)
{
	pthread_mutex_lock(&lock);
	while (unfinished > 0)
		pthread_cond_wait(&all_dry, &lock);
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
