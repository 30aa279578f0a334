/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/* Ctrl-C does nothing at all: nothing hangs, and nothing is shown. */
#include "lab.h"

#include <pthread.h>
#include <signal.h>

static struct tally tally;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards the tally */

void tally_open(void)
{
	signal(SIGINT, SIG_IGN);
}

void tally_guest(int hall)
{
	pthread_mutex_lock(&lock);
	tally.guests[hall]++;
	tally.total++;
	pthread_mutex_unlock(&lock);
}

void tally_close(void)
{
}
