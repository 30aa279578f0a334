/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/* The handler takes no lock: nothing hangs, and it shows whatever it finds. */
#include "lab.h"

#include <pthread.h>
#include <signal.h>

static struct tally tally;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards the tally */

static void show(int signal)
{
	(void)signal;
	board_show(&tally);
}

static void on_interrupt(void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

void tally_open(void)
{
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
