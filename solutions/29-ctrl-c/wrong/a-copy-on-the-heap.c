/* expect: signal-unsafe by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * No lock any more, and the numbers are kept whole by blocking the signal; but the handler gets itself
 * memory, and the heap has a lock, too, that the interrupted code may hold.
 */
#include "lab.h"

#include <signal.h>
#include <stdlib.h>

static struct tally tally;

static void show(int signal)
{
	struct tally *copy = malloc(sizeof *copy);

	(void)signal;
	if (copy == NULL)
		return;
	*copy = tally;
	board_show(copy);
	free(copy);
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
	sigprocmask(how, &interrupt, NULL);
}

void tally_open(void)
{
	on_interrupt(show);
}

void tally_guest(int hall)
{
	block(SIG_BLOCK);
	tally.guests[hall]++;
	tally.total++;
	block(SIG_UNBLOCK);
}

void tally_close(void)
{
	on_interrupt(SIG_IGN);
}
