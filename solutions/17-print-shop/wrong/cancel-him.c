/* expect: dropped-work by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "When the tray is empty he has nothing to do: stop him, and wait until he has really stopped." So
 * there is no printing after closing time.  But he is stopped where he stands, and that may be at
 * the press, with the last sheet half done.
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

/* Whoever is stopped in his wait has the lock again. */
static void give_back(void *nothing)
{
	(void)nothing;
	pthread_mutex_unlock(&lock);
}

/* Waits for the next job.  False: there is none, and none will come. */
static bool take_job(int *job)
{
	bool more;

	pthread_mutex_lock(&lock);
	pthread_cleanup_push(give_back, NULL);
	while (taken == handed_in && !may_go)
		pthread_cond_wait(&to_do, &lock);
	more = taken < handed_in;
	if (more)
		*job = tray[taken++];
	if (taken == handed_in)
		pthread_cond_signal(&cleared);
	pthread_cleanup_pop(1);
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
	while (taken < handed_in)
		pthread_cond_wait(&cleared, &lock);
	pthread_mutex_unlock(&lock);
	pthread_cancel(printer);
	pthread_join(printer, NULL);
}

/* He has gone already. */
void shop_go_home(void)
{
}
