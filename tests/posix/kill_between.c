/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 3 */
/*
 * kill: a child is ended between any two of its steps.  It writes two words of shared memory: none,
 * the first, or both have been written; never the second alone.
 */
#include "rules.h"

#include <signal.h>
#include <stdatomic.h>

int main(void)
{
	atomic_int *words = shared_memory(2 * sizeof *words);
	pid_t child;

	child = fork();
	if (child == 0) {
		atomic_store(&words[0], 1);
		atomic_store(&words[1], 1);
		for (;;)
			pause();
	}
	RULE(kill(child, SIGKILL) == 0);
	RULE(WTERMSIG(status_of(child)) == SIGKILL);
	outcome(atomic_load(&words[0]) + 2 * atomic_load(&words[1]));
	return 0;
}
