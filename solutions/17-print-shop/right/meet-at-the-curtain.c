/* SPDX-License-Identifier: MIT */
/*
 * A barrier for two: at the end of the day whoever shuts the shop goes to the curtain and waits
 * there, and so does the printer when his tray is empty and the shop is closing.  They meet only
 * after his last sheet.  It costs a flag that tells him to come; where both know by themselves when
 * a piece of work ends, the barrier alone is enough.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_t printer;
static pthread_barrier_t curtain; /* the printer, and whoever shuts the shop */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* a job is in the tray, or we close */
static pthread_cond_t to_do = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static int tray[SHOP_JOBS];
static unsigned handed_in, taken; /* today */
static bool closing;

/* Waits for the next job.  False: there is none, and none will come. */
static bool take_job(int *job)
{
	bool more;

	pthread_mutex_lock(&lock);
	while (taken == handed_in && !closing)
		pthread_cond_wait(&to_do, &lock);
	more = taken < handed_in;
	if (more)
		*job = tray[taken++];
	pthread_mutex_unlock(&lock);
	return more;
}

static void *print_all_day(void *nothing)
{
	int job;

	while (take_job(&job))
		press(job);
	pthread_barrier_wait(&curtain);
	return nothing;
}

void shop_open(void)
{
	pthread_barrier_init(&curtain, NULL, 2);
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
	closing = true;
	pthread_cond_signal(&to_do);
	pthread_mutex_unlock(&lock);
	pthread_barrier_wait(&curtain);
}

void shop_go_home(void)
{
	pthread_join(printer, NULL);
	pthread_barrier_destroy(&curtain);
}
