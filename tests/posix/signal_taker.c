/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 */
/* sigwait: a signal to the process is taken by one of the threads that wait, whichever. */
#include "rules.h"

#include <signal.h>

static sigset_t set;

/* Which of the two it got. */
static void *take(void *unused)
{
	int number;

	(void)unused;
	RULE(sigwait(&set, &number) == 0);
	return (void *)(long)(number == SIGUSR1 ? 1 : 2);
}

int main(void)
{
	pthread_t takers[2];
	void *got[2];

	RULE(sigemptyset(&set) == 0);
	RULE(sigaddset(&set, SIGUSR1) == 0 && sigaddset(&set, SIGUSR2) == 0);
	RULE(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
	for (int i = 0; i < 2; i++)
		RULE(pthread_create(&takers[i], NULL, take, NULL) == 0);
	RULE(kill(getpid(), SIGUSR1) == 0 && kill(getpid(), SIGUSR2) == 0);
	for (int i = 0; i < 2; i++)
		RULE(pthread_join(takers[i], &got[i]) == 0);
	RULE(got[0] != got[1]);
	outcome((long)got[0]);
	return 0;
}
