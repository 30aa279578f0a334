/* SPDX-License-Identifier: MIT */
/* rules: determined, finds lock-misuse */
/*
 * Mutexes: what POSIX gives an error to, and is a mistake all the same.  The explorer tells of
 * each, and goes on with the result that the call has.
 */
#include "rules.h"

static pthread_mutex_t checking, recursive;

static void make(pthread_mutex_t *mutex, int kind)
{
	pthread_mutexattr_t attributes;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_settype(&attributes, kind) == 0);
	RULE(pthread_mutex_init(mutex, &attributes) == 0);
}

static void *unlock(void *mutex)
{
	return (void *)(long)pthread_mutex_unlock(mutex);
}

/* pthread_mutex_unlock: EPERM, an error-checking or recursive mutex is not the caller's: free, */
static void a_free_mutex_cannot_be_unlocked(void)
{
	RULE(pthread_mutex_unlock(&checking) == EPERM);
	RULE(pthread_mutex_unlock(&recursive) == EPERM);
}

/* ... or has been unlocked as often as it was locked, */
static void a_recursive_mutex_cannot_be_unlocked_too_often(void)
{
	RULE(pthread_mutex_lock(&recursive) == 0);
	RULE(pthread_mutex_lock(&recursive) == 0);
	RULE(pthread_mutex_unlock(&recursive) == 0);
	RULE(pthread_mutex_unlock(&recursive) == 0);
	RULE(pthread_mutex_unlock(&recursive) == EPERM);
}

/* ... or another's, whose it stays. */
static void anothers_mutex_cannot_be_unlocked(void)
{
	RULE(pthread_mutex_lock(&checking) == 0);
	RULE(pthread_mutex_lock(&recursive) == 0);
	RULE(in_thread(unlock, &checking) == (void *)EPERM);
	RULE(in_thread(unlock, &recursive) == (void *)EPERM);
	RULE(pthread_mutex_trylock(&checking) == EBUSY);
	RULE(pthread_mutex_unlock(&checking) == 0);
	RULE(pthread_mutex_unlock(&recursive) == 0);
}

/* glibc: to destroy a locked mutex is EBUSY, and it stays as it is. */
static void a_locked_mutex_is_not_destroyed(void)
{
	RULE(pthread_mutex_lock(&checking) == 0);
	RULE(pthread_mutex_destroy(&checking) == EBUSY);
	RULE(pthread_mutex_lock(&checking) == EDEADLK);
	RULE(pthread_mutex_unlock(&checking) == 0);
	RULE(pthread_mutex_destroy(&checking) == 0);
}

int main(void)
{
	make(&checking, PTHREAD_MUTEX_ERRORCHECK);
	make(&recursive, PTHREAD_MUTEX_RECURSIVE);
	a_free_mutex_cannot_be_unlocked();
	a_recursive_mutex_cannot_be_unlocked_too_often();
	anothers_mutex_cannot_be_unlocked();
	a_locked_mutex_is_not_destroyed();
	return 0;
}
