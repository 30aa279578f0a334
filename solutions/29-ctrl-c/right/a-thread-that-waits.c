/* SPDX-License-Identifier: MIT */
/*
 * No handler at all: SIGINT is blocked everywhere, and a thread waits for it with sigwait().  That is
 * ordinary code, so it may take the lock.  SIGTERM, sent to the own process, ends it.
 */
#include "lab.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static struct tally tally;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards the tally */
static pthread_t waiter;
static sigset_t awaited;

static void show(void)
{
	pthread_mutex_lock(&lock);
	board_show(&tally);
	pthread_mutex_unlock(&lock);
}

static void *wait_for_signals(void *nothing)
{
	int signal = 0;

	while (sigwait(&awaited, &signal) == 0 && signal == SIGINT)
		show();
	return nothing;
}

void tally_open(void)
{
	sigemptyset(&awaited);
	sigaddset(&awaited, SIGINT);
	sigaddset(&awaited, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &awaited, NULL); /* before the thread begins: it inherits that */
	pthread_create(&waiter, NULL, wait_for_signals, NULL);
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
	static const struct timespec now;
	sigset_t interrupt;

	kill(getpid(), SIGTERM);
	pthread_join(waiter, NULL);
	/* One that came last may have been left behind. */
	sigemptyset(&interrupt);
	sigaddset(&interrupt, SIGINT);
	if (sigtimedwait(&interrupt, NULL, &now) == SIGINT)
		show();
}
