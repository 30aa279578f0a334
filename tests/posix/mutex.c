/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Mutexes: their kinds, and what each says to a lock or an unlock that cannot be. */
#include "rules.h"

static pthread_mutex_t normal = PTHREAD_MUTEX_INITIALIZER, checking, recursive;

static void make(pthread_mutex_t *mutex, int kind)
{
	pthread_mutexattr_t attributes;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_settype(&attributes, kind) == 0);
	RULE(pthread_mutex_init(mutex, &attributes) == 0);
	RULE(pthread_mutexattr_destroy(&attributes) == 0);
}

/* The error of a try by another thread, which gives back what it got. */
static void *try(void *mutex)
{
	int error = pthread_mutex_trylock(mutex);

	if (error == 0)
		RULE(pthread_mutex_unlock(mutex) == 0);
	return (void *)(long)error;
}

static int tried(pthread_mutex_t *mutex)
{
	return (int)(long)in_thread(try, mutex);
}

/* pthread_mutexattr_gettype: the default type is PTHREAD_MUTEX_DEFAULT. */
static void the_default_kind_is_default(void)
{
	pthread_mutexattr_t attributes;
	int kind;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_gettype(&attributes, &kind) == 0);
	RULE(kind == PTHREAD_MUTEX_DEFAULT);
	RULE(pthread_mutexattr_destroy(&attributes) == 0);
}

/* pthread_mutexattr_settype: EINVAL, the value of type is invalid. */
static void a_kind_that_is_none_is_refused(void)
{
	pthread_mutexattr_t attributes;
	int kind;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_settype(&attributes, 77) == EINVAL);
	RULE(pthread_mutexattr_gettype(&attributes, &kind) == 0);
	RULE(kind == PTHREAD_MUTEX_DEFAULT);
}

/* pthread_mutexattr_settype: the type that was set is the one that is got. */
static void a_kind_that_was_set_is_there(void)
{
	static const int kinds[] = {PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ERRORCHECK,
				    PTHREAD_MUTEX_RECURSIVE};
	pthread_mutexattr_t attributes;
	int kind;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	for (int i = 0; i < 3; i++) {
		RULE(pthread_mutexattr_settype(&attributes, kinds[i]) == 0);
		RULE(pthread_mutexattr_gettype(&attributes, &kind) == 0 && kind == kinds[i]);
	}
}

/* pthread_mutex_init: attributes of a mutex count when it is initialised, and no longer. */
static void a_mutex_keeps_the_kind_that_it_was_made_with(void)
{
	pthread_mutexattr_t attributes;
	pthread_mutex_t mutex;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE) == 0);
	RULE(pthread_mutex_init(&mutex, &attributes) == 0);
	RULE(pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK) == 0);
	RULE(pthread_mutex_lock(&mutex) == 0 && pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0 && pthread_mutex_unlock(&mutex) == 0);
	RULE(pthread_mutex_destroy(&mutex) == 0);
}

/* pthread_mutex_trylock: EBUSY, since the mutex was already locked: by another thread, */
static void a_try_at_a_locked_mutex_is_busy(void)
{
	RULE(pthread_mutex_lock(&normal) == 0);
	RULE(tried(&normal) == EBUSY);
	RULE(pthread_mutex_unlock(&normal) == 0);
	RULE(tried(&normal) == 0);
}

/* ... or by the caller itself. */
static void a_try_at_ones_own_mutex_is_busy(void)
{
	RULE(pthread_mutex_lock(&normal) == 0);
	RULE(pthread_mutex_trylock(&normal) == EBUSY);
	RULE(pthread_mutex_unlock(&normal) == 0);
	RULE(pthread_mutex_lock(&checking) == 0);
	RULE(pthread_mutex_trylock(&checking) == EBUSY);
	RULE(pthread_mutex_unlock(&checking) == 0);
}

/* pthread_mutex_trylock: what it takes is locked as by pthread_mutex_lock. */
static void what_a_try_gets_is_locked(void)
{
	RULE(pthread_mutex_trylock(&normal) == 0);
	RULE(tried(&normal) == EBUSY);
	RULE(pthread_mutex_unlock(&normal) == 0);
}

/* pthread_mutex_lock: EDEADLK, an error-checking mutex is the caller's already. */
static void an_error_checking_mutex_tells_of_a_self_lock(void)
{
	RULE(pthread_mutex_lock(&checking) == 0);
	RULE(pthread_mutex_lock(&checking) == EDEADLK);
	RULE(pthread_mutex_unlock(&checking) == 0);
}

/* pthread_mutex_lock: a lock that failed has changed nothing: one unlock is enough. */
static void a_failed_self_lock_leaves_no_trace(void)
{
	RULE(pthread_mutex_lock(&checking) == 0);
	RULE(pthread_mutex_lock(&checking) == EDEADLK);
	RULE(pthread_mutex_unlock(&checking) == 0);
	RULE(tried(&checking) == 0);
}

/* pthread_mutex_lock: a recursive mutex counts its locks, and is free after as many unlocks. */
static void a_recursive_mutex_counts(void)
{
	for (int i = 0; i < 3; i++)
		RULE(pthread_mutex_lock(&recursive) == 0);
	for (int i = 0; i < 3; i++) {
		RULE(tried(&recursive) == EBUSY);
		RULE(pthread_mutex_unlock(&recursive) == 0);
	}
	RULE(tried(&recursive) == 0);
}

/* pthread_mutex_trylock: of a recursive mutex that is its own, the caller's count grows. */
static void a_try_at_a_recursive_mutex_counts_too(void)
{
	RULE(pthread_mutex_trylock(&recursive) == 0);
	RULE(pthread_mutex_trylock(&recursive) == 0);
	RULE(pthread_mutex_unlock(&recursive) == 0);
	RULE(tried(&recursive) == EBUSY);
	RULE(pthread_mutex_unlock(&recursive) == 0);
	RULE(tried(&recursive) == 0);
}

/* pthread_mutex_init: a static initialiser makes a mutex with default attributes. */
static void a_static_mutex_needs_no_init(void)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(pthread_mutex_destroy(&mutex) == 0);
}

/* glibc: there are static initialisers of the other kinds. */
static void the_other_kinds_have_static_initialisers(void)
{
	static pthread_mutex_t twice = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
	static pthread_mutex_t once = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

	RULE(pthread_mutex_lock(&twice) == 0 && pthread_mutex_lock(&twice) == 0);
	RULE(pthread_mutex_unlock(&twice) == 0 && pthread_mutex_unlock(&twice) == 0);
	RULE(pthread_mutex_lock(&once) == 0 && pthread_mutex_lock(&once) == EDEADLK);
	RULE(pthread_mutex_unlock(&once) == 0);
}

/* pthread_mutex_destroy: a destroyed mutex can be initialised anew. */
static void a_destroyed_mutex_can_be_made_again(void)
{
	pthread_mutex_t mutex;

	make(&mutex, PTHREAD_MUTEX_RECURSIVE);
	RULE(pthread_mutex_destroy(&mutex) == 0);
	make(&mutex, PTHREAD_MUTEX_ERRORCHECK);
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_lock(&mutex) == EDEADLK);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(pthread_mutex_destroy(&mutex) == 0);
}

int main(void)
{
	make(&checking, PTHREAD_MUTEX_ERRORCHECK);
	make(&recursive, PTHREAD_MUTEX_RECURSIVE);
	the_default_kind_is_default();
	a_kind_that_is_none_is_refused();
	a_kind_that_was_set_is_there();
	a_mutex_keeps_the_kind_that_it_was_made_with();
	a_try_at_a_locked_mutex_is_busy();
	a_try_at_ones_own_mutex_is_busy();
	what_a_try_gets_is_locked();
	an_error_checking_mutex_tells_of_a_self_lock();
	a_failed_self_lock_leaves_no_trace();
	a_recursive_mutex_counts();
	a_try_at_a_recursive_mutex_counts_too();
	a_static_mutex_needs_no_init();
	the_other_kinds_have_static_initialisers();
	a_destroyed_mutex_can_be_made_again();
	return 0;
}
