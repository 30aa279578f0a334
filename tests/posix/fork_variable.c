/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 2 */
/*
 * fork: another thread writes 1 and then 2 meanwhile.  The child has the memory of one moment, and
 * not the thread: its value never changes.
 */
#include "rules.h"

#include <stdatomic.h>

static atomic_int variable;

static void *write_twice(void *unused)
{
	atomic_store(&variable, 1);
	atomic_store(&variable, 2);
	return unused;
}

static int look_twice(void)
{
	int first = atomic_load(&variable);

	sched_yield();
	RULE(atomic_load(&variable) == first);
	return first;
}

int main(void)
{
	pthread_t writer;
	int seen;

	RULE(pthread_create(&writer, NULL, write_twice, NULL) == 0);
	seen = in_child(look_twice);
	RULE(pthread_join(writer, NULL) == 0);
	outcome(seen);
	return 0;
}
