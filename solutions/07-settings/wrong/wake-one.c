/* expect: deadlock by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * One reads, the others sleep on a condition until he is through, and he wakes whoever sleeps
 * there. With two compartments that is all of them.  With three, one of them sleeps on, in the
 * cold.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t is_read = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static enum { UNREAD, BEING_READ, READ } state;

/* Whoever moved the state to BEING_READ owns it; READ, it is only read. */
static struct settings train;

void train_pin_up(const char *slip)
{
	pinned = slip;
	state = UNREAD;
}

static void read_slip(void)
{
	char *rest;

	train.heating = (int)strtol(pinned, &rest, 10);
	train.light = (int)strtol(rest, NULL, 10);
}

const struct settings *train_settings(void)
{
	pthread_mutex_lock(&lock);
	if (state == UNREAD) {
		state = BEING_READ;
		pthread_mutex_unlock(&lock);
		read_slip();
		pthread_mutex_lock(&lock);
		state = READ;
		pthread_cond_signal(&is_read);
	}
	while (state != READ)
		pthread_cond_wait(&is_read, &lock);
	pthread_mutex_unlock(&lock);
	return &train;
}
