/* SPDX-License-Identifier: MIT */
/* rules: determined, native only */
/* Signals that queue, and bear a value: not modelled. */
#include "rules.h"

#include <signal.h>

static volatile sig_atomic_t times;
static siginfo_t told;

static void note(int number)
{
	(void)number;
	times++;
}

static void learn(int number, siginfo_t *info, void *context)
{
	RULE(number == info->si_signo && context != NULL);
	told = *info;
}

/* kill: a real-time signal comes as often as it was sent. */
static void real_time_signals_count(void)
{
	sigset_t set;

	RULE(signal(SIGRTMIN, note) == SIG_DFL);
	RULE(sigemptyset(&set) == 0 && sigaddset(&set, SIGRTMIN) == 0);
	RULE(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	for (int i = 0; i < 3; i++)
		RULE(kill(getpid(), SIGRTMIN) == 0);
	RULE(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
	RULE(times == 3);
}

/* sigqueue: SI_QUEUE, with a value. */
static void a_handler_is_told_a_value(void)
{
	struct sigaction action = {.sa_sigaction = learn, .sa_flags = SA_SIGINFO};

	RULE(sigaction(SIGUSR1, &action, NULL) == 0);
	RULE(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 42}) == 0);
	RULE(told.si_code == SI_QUEUE && told.si_value.sival_int == 42);
}

int main(void)
{
	real_time_signals_count();
	a_handler_is_told_a_value();
	return 0;
}
