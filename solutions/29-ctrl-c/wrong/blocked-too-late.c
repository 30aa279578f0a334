/* expect: deadlock by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/* The signal is kept away, but only once the lock is taken, and let in before it is given back. */
#include "lab.h"

#include <pthread.h>
#include <signal.h>

static struct tally tally;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards the tally */

static void show(int signal)
{
	(void)signal;
	pthread_mutex_lock(&lock);
	board_show(&tally);
	pthread_mutex_unlock(&lock);
}

static void on_interrupt(void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

static void block(int how)
{
	sigset_t interrupt;

	sigemptyset(&interrupt);
	sigaddset(&interrupt, SIGINT);
	pthread_sigmask(how, &interrupt, NULL);
}

void tally_open(void)
{
	on_interrupt(show);
}

void tally_guest(int hall)
{
	pthread_mutex_lock(&lock);
	block(SIG_BLOCK);
	tally.guests[hall]++;
	tally.total++;
	block(SIG_UNBLOCK);
	pthread_mutex_unlock(&lock);
}

void tally_close(void)
{
	on_interrupt(SIG_IGN);
}
