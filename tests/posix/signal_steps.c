/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 20 21 120 121 122 */
/*
 * Signals: a handler comes between any two steps of its thread, and nothing of that thread comes
 * between its own.  main adds 1 twice, the handler 10; the number is the sum and what the handler
 * saw before: between a load and a store the 10 are lost.
 */
#include "rules.h"

#include <signal.h>
#include <stdatomic.h>

static atomic_int counter, seen = -1;
static pthread_t first;

static void add_ten(int number)
{
	int value = atomic_load(&counter);

	(void)number;
	atomic_store(&counter, value + 10);
	atomic_store(&seen, value);
}

static void *send(void *unused)
{
	RULE(pthread_kill(first, SIGUSR1) == 0);
	return unused;
}

static void add_one(void)
{
	int value = atomic_load(&counter);

	atomic_store(&counter, value + 1);
}

int main(void)
{
	pthread_t sender;

	first = pthread_self();
	RULE(signal(SIGUSR1, add_ten) != SIG_ERR);
	RULE(pthread_create(&sender, NULL, send, NULL) == 0);
	add_one();
	add_one();
	RULE(pthread_join(sender, NULL) == 0);
	while (atomic_load(&seen) == -1)
		sched_yield();
	outcome(10 * atomic_load(&counter) + atomic_load(&seen));
	return 0;
}
