/* SPDX-License-Identifier: MIT */
/*
 * Two semaphores: one counts the jobs in the tray, the other the sheets that are dry.  Whoever
 * shuts the shop takes as many sheets as jobs were handed in, and sleeps for each that is not there
 * yet. It costs a wait a job at closing time, however long all of them have been dry.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

static pthread_t printer;
static sem_t in_tray; /* jobs, and one more when the printer may go home */
static sem_t dry;     /* sheets */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lock: */
static int tray[SHOP_JOBS];
static unsigned handed_in, taken;

/* A signal handler may cut a wait short; then there was nothing to take yet. */
static void take_from(sem_t *semaphore)
{
	while (sem_wait(semaphore) != 0 && errno == EINTR)
		;
}

/* 0: no job, but the end of the day. */
static int take_job(void)
{
	int job = 0;

	take_from(&in_tray);
	pthread_mutex_lock(&lock);
	if (taken < handed_in)
		job = tray[taken++];
	pthread_mutex_unlock(&lock);
	return job;
}

static void *print_all_day(void *nothing)
{
	for (int job = take_job(); job != 0; job = take_job()) {
		press(job);
		sem_post(&dry);
	}
	return nothing;
}

void shop_open(void)
{
	sem_init(&in_tray, 0, 0);
	sem_init(&dry, 0, 0);
	pthread_create(&printer, NULL, print_all_day, NULL);
}

void shop_hand_in(int job)
{
	pthread_mutex_lock(&lock);
	tray[handed_in++] = job;
	pthread_mutex_unlock(&lock);
	sem_post(&in_tray);
}

void shop_close(void)
{
	unsigned due;

	pthread_mutex_lock(&lock);
	due = handed_in;
	pthread_mutex_unlock(&lock);
	for (; due > 0; due--)
		take_from(&dry);
}

void shop_go_home(void)
{
	sem_post(&in_tray);
	pthread_join(printer, NULL);
	sem_destroy(&in_tray);
	sem_destroy(&dry);
}
