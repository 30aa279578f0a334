/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 */
/* Process-shared mutexes: two processes add under one; no step is lost; either may be first. */
#include "rules.h"

static struct shared {
	pthread_mutex_t mutex;
	/* guarded by mutex: */
	int sum, first;
} *shared;

static void make(void)
{
	pthread_mutexattr_t attributes;

	shared = shared_memory(sizeof *shared);
	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0);
	RULE(pthread_mutex_init(&shared->mutex, &attributes) == 0);
}

static void add(int number)
{
	RULE(pthread_mutex_lock(&shared->mutex) == 0);
	shared->sum += number;
	if (shared->first == 0)
		shared->first = number;
	RULE(pthread_mutex_unlock(&shared->mutex) == 0);
}

int main(void)
{
	pid_t child = (make(), fork());

	add(child == 0 ? 2 : 1);
	if (child == 0)
		_exit(0);
	RULE(status_of(child) == 0);
	RULE(shared->sum == 3);
	outcome(shared->first);
	return 0;
}
