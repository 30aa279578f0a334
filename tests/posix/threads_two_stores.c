/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 */
/* Threads: two loads and two stores of an atomic counter may lose one of two steps. */
#include "rules.h"

#include <stdatomic.h>

static atomic_long counter;

static void *step(void *unused)
{
	long seen = atomic_load(&counter);

	atomic_store(&counter, seen + 1);
	return unused;
}

int main(void)
{
	pthread_t other;

	RULE(pthread_create(&other, NULL, step, NULL) == 0);
	step(NULL);
	RULE(pthread_join(other, NULL) == 0);
	outcome(atomic_load(&counter));
	return 0;
}
