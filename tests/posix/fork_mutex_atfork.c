/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 */
/* pthread_atfork: with handlers that hold the mutex around a fork, a child never has it locked. */
#include "rules.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void take(void)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
}

static void give(void)
{
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

static void *lock_for_a_while(void *unused)
{
	take();
	give();
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

	RULE(pthread_atfork(take, give, give) == 0);
	RULE(pthread_create(&other, NULL, lock_for_a_while, NULL) == 0);
	locked = in_child(is_locked);
	RULE(pthread_join(other, NULL) == 0);
	outcome(locked);
	return 0;
}
