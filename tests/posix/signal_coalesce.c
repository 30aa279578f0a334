/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 */
/* Signals: two that are sent at once may come as one, or as two. */
#include "rules.h"

#include <signal.h>
#include <stdatomic.h>

static atomic_int times;
static pthread_t first;

static void count(int number)
{
	(void)number;
	atomic_fetch_add(&times, 1);
}

static void *send(void *unused)
{
	RULE(pthread_kill(first, SIGUSR1) == 0);
	return unused;
}

int main(void)
{
	pthread_t senders[2];

	first = pthread_self();
	RULE(signal(SIGUSR1, count) != SIG_ERR);
	for (int i = 0; i < 2; i++)
		RULE(pthread_create(&senders[i], NULL, send, NULL) == 0);
	for (int i = 0; i < 2; i++)
		RULE(pthread_join(senders[i], NULL) == 0);
	while (atomic_load(&times) == 0)
		sched_yield();
	outcome(atomic_load(&times));
	return 0;
}
