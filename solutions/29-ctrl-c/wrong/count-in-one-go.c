/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/* Atomic counters: each is whole at every moment, but the handler may come between the two. */
#include "lab.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int guests[HALLS], total;

static void show(int signal)
{
	struct tally now = {.total = atomic_load(&total)};

	(void)signal;
	for (int i = 0; i < HALLS; i++)
		now.guests[i] = atomic_load(&guests[i]);
	board_show(&now);
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
	atomic_fetch_add(&guests[hall], 1);
	atomic_fetch_add(&total, 1);
}

void tally_close(void)
{
	on_interrupt(SIG_IGN);
}
