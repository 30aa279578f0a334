/* SPDX-License-Identifier: MIT */
/*
 * Jobs go through a pipe: the kernel keeps the queue, the order and the waiting, and a shut pipe is
 * the end of the day.  What was put in before it was shut still comes out.  It costs two
 * descriptors, a call of the kernel a job, and a customer who waits once some thousand jobs are in
 * it.
 */
#include "lab.h"

#include <pthread.h>
#include <unistd.h>

static pthread_t printer;
static int chute[2]; /* out, in; set by shop_open() */

/* A job is far smaller than what a pipe takes in one piece: it comes out whole. */
static void *print_all_day(void *nothing)
{
	int job;

	while (read(chute[0], &job, sizeof job) == (ssize_t)sizeof job)
		press(job);
	return nothing;
}

void shop_open(void)
{
	if (pipe(chute) == 0)
		pthread_create(&printer, NULL, print_all_day, NULL);
}

void shop_hand_in(int job)
{
	while (write(chute[1], &job, sizeof job) != (ssize_t)sizeof job)
		;
}

void shop_close(void)
{
	close(chute[1]);
	pthread_join(printer, NULL);
}

void shop_go_home(void)
{
	close(chute[0]);
}
