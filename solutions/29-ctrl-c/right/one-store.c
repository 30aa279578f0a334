/* SPDX-License-Identifier: MIT */
/*
 * A new page is written, and the leaf turned with one store: whenever the handler comes, the page that
 * it finds is whole.
 */
#include "lab.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static struct tally pages[2];
static atomic_int current; /* which of the two is to be read */

static void show(int signal)
{
	(void)signal;
	board_show(&pages[atomic_load(&current)]);
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
	int old = atomic_load(&current);

	pages[!old] = pages[old];
	pages[!old].guests[hall]++;
	pages[!old].total++;
	atomic_store(&current, !old);
}

void tally_close(void)
{
	on_interrupt(SIG_IGN);
}
