/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 3 */
/*
 * Mutexes: two threads want one.  Who gets it first, POSIX leaves open; a try may also come to
 * nothing.  1: the lock was first, 2: the try was, 3: the try found it locked.
 */
#include "rules.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int first;

static void *lock(void *unused)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	if (first == 0)
		first = 1;
	RULE(pthread_mutex_unlock(&mutex) == 0);
	return unused;
}

static void *try(void *unused)
{
	if (pthread_mutex_trylock(&mutex) == EBUSY)
		return (void *)3;
	if (first == 0)
		first = 2;
	RULE(pthread_mutex_unlock(&mutex) == 0);
	return unused;
}

int main(void)
{
	pthread_t locks, tries;
	void *busy;

	RULE(pthread_create(&locks, NULL, lock, NULL) == 0);
	RULE(pthread_create(&tries, NULL, try, NULL) == 0);
	RULE(pthread_join(locks, NULL) == 0);
	RULE(pthread_join(tries, &busy) == 0);
	outcome(busy != NULL ? 3 : first);
	return 0;
}
