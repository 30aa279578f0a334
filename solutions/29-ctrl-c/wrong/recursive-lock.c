/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/* A recursive lock lets its owner in again: now the handler sees the numbers half changed. */
#include "lab.h"

#include <pthread.h>
#include <signal.h>

static struct tally tally;
static pthread_mutex_t lock; /* guards the tally */

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

void tally_open(void)
{
	pthread_mutexattr_t recursive;

	pthread_mutexattr_init(&recursive);
	pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&lock, &recursive);
	on_interrupt(show);
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
	on_interrupt(SIG_IGN);
}
