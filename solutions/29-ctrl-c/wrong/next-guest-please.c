/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/* The note is looked at when the next guest comes.  After the last one nobody looks. */
#include "lab.h"

#include <signal.h>
#include <stddef.h>

static struct tally tally;
static volatile sig_atomic_t pressed;

static void note(int signal)
{
	(void)signal;
	pressed = 1;
}

static void on_interrupt(void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

void tally_open(void)
{
	on_interrupt(note);
}

void tally_guest(int hall)
{
	tally.guests[hall]++;
	tally.total++;
	if (pressed) {
		pressed = 0;
		board_show(&tally);
	}
}

void tally_close(void)
{
	on_interrupt(SIG_IGN);
}
