/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 2 */
/*
 * exit: waits for no thread: a handler may see any number of another's steps, which are still taken
 * while the handlers run.
 */
#include "rules.h"

#include <stdatomic.h>

static atomic_int steps;

static void tell(void)
{
	outcome(atomic_load(&steps));
}

static void *take_steps(void *unused)
{
	atomic_fetch_add(&steps, 1);
	atomic_fetch_add(&steps, 1);
	return unused;
}

int main(void)
{
	pthread_t other;

	RULE(atexit(tell) == 0);
	RULE(pthread_create(&other, NULL, take_steps, NULL) == 0);
	RULE(pthread_detach(other) == 0);
	return 0;
}
