/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/* fork: 1: another thread held the mutex at that moment, and in the child nobody gives it back. */
#include "rules.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *lock_for_a_while(void *unused)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	return unused;
}

static int is_locked(void)
{
	return pthread_mutex_trylock(&mutex) == EBUSY;
}

int main(void)
{
	pthread_t other;
	int locked;

	RULE(pthread_create(&other, NULL, lock_for_a_while, NULL) == 0);
	locked = in_child(is_locked);
	RULE(pthread_join(other, NULL) == 0);
	outcome(locked);
	return 0;
}
