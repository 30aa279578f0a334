/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 */
/* Shared memory: two processes that load and store a counter may lose one of two steps. */
#include "rules.h"

#include <stdatomic.h>

static atomic_long *counter;

static void step(void)
{
	long seen = atomic_load(counter);

	atomic_store(counter, seen + 1);
}

int main(void)
{
	pid_t child;

	counter = shared_memory(sizeof *counter);
	child = fork();
	step();
	if (child == 0)
		_exit(0);
	RULE(status_of(child) == 0);
	outcome(atomic_load(counter));
	return 0;
}
