/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "A sign that says whether the press is at work, and the shop is shut when the tray is empty and
 * the sign is down."  But the printer puts it up after he has taken the job and given the lock
 * back: for a moment the job is neither in the tray nor at the press.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_t printer;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* a job is in the tray, or he may go home */
static pthread_cond_t to_do = PTHREAD_COND_INITIALIZER;
/* the tray is empty, or the sign is down */
static pthread_cond_t cleared = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int tray[SHOP_JOBS];
static unsigned handed_in, taken; /* today */
static bool at_work;
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
	if (taken == handed_in)
		pthread_cond_signal(&cleared);
	pthread_mutex_unlock(&lock);
	return more;
}

static void put_sign(bool up)
{
	pthread_mutex_lock(&lock);
	at_work = up;
	pthread_cond_signal(&cleared);
	pthread_mutex_unlock(&lock);
}

/* The printer's whole day. */
static void *print_all_day(void *nothing)
{
	int job;

	while (take_job(&job)) {
		put_sign(true);
		press(job);
		put_sign(false);
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
	pthread_cond_signal(&to_do);
	pthread_mutex_unlock(&lock);
}

void shop_close(void)
{
	pthread_mutex_lock(&lock);
	while (taken < handed_in || at_work)
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
