/* SPDX-License-Identifier: MIT */
/* Reference for 29-ctrl-c: the handler only makes a note; the doorman shows the board himself. */
#include "lab.h"

#include <signal.h>
#include <stddef.h>

/*
 * The tally needs no lock: one thread alone uses it.  A handler comes in the middle of that thread,
 * like a call that nobody wrote there, and it must not wait for the thread that it interrupts.
 */
static struct tally tally;

/* What a handler and the thread below it may share: this type, volatile, and nothing more. */
static volatile sig_atomic_t pressed;

/* Makes a note: the numbers may be half changed just now. */
static void note(int signal)
{
	(void)signal;
	pressed = 1;
}

/* Called where the numbers are whole. */
static void show_if_pressed(void)
{
	if (!pressed)
		return;
	pressed = 0; /* first: a press that comes now is a new one */
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
	on_interrupt(note);
}

void tally_guest(int hall)
{
	tally.guests[hall]++;
	tally.total++;
	show_if_pressed();
}

void tally_close(void)
{
	on_interrupt(SIG_IGN);
	show_if_pressed(); /* no more guests will come to remind him */
}
