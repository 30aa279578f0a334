/* SPDX-License-Identifier: MIT */
/* rules: outcomes, native only */
/* outcomes: 0 1 3 */
/*
 * kill: a child is ended between any two of its steps.  It writes two words of shared memory: none, the
 * first, or both have been written; never the second alone.
 */
#include "rules.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>

int main(void)
{
	atomic_int *words = mmap(NULL, 2 * sizeof *words, PROT_READ | PROT_WRITE,
				 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t child;

	RULE(words != MAP_FAILED);
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
