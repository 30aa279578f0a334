/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Thread-specific data: keys and their destructors. */
#include "rules.h"

#include <limits.h>

static pthread_key_t key, second;
static int destroyed; /* calls of a destructor; threads come one after the other */
static void *destroyed_value, *value_while_destroyed;

static void count(void *value)
{
	destroyed++;
	destroyed_value = value;
	value_while_destroyed = pthread_getspecific(key);
}

static void never(void *value)
{
	(void)value;
	RULE(!"reached");
}

static void *set(void *value)
{
	RULE(pthread_setspecific(key, value) == 0);
	return pthread_getspecific(key);
}

static void *get(void *unused)
{
	(void)unused;
	return pthread_getspecific(key);
}

static void with_key(void (*destructor)(void *))
{
	destroyed = 0;
	RULE(pthread_key_create(&key, destructor) == 0);
}

static void without_key(void)
{
	RULE(pthread_key_delete(key) == 0);
}

/* pthread_key_create: every thread's value is NULL at first, */
static void a_value_is_null_at_first(void)
{
	with_key(NULL);
	RULE(pthread_getspecific(key) == NULL);
	RULE(in_thread(get, NULL) == NULL);
	without_key();
}

/* ... that of a thread which comes later, too. */
static void a_new_thread_inherits_no_value(void)
{
	with_key(NULL);
	RULE(pthread_setspecific(key, &destroyed) == 0);
	RULE(in_thread(get, NULL) == NULL);
	without_key();
}

/* pthread_setspecific: each thread has a value of its own. */
static void each_thread_has_its_own_value(void)
{
	with_key(NULL);
	RULE(pthread_setspecific(key, &key) == 0);
	RULE(in_thread(set, &destroyed) == &destroyed);
	RULE(pthread_getspecific(key) == &key);
	without_key();
}

/* pthread_setspecific: another key is another value. */
static void each_key_has_its_own_value(void)
{
	with_key(NULL);
	RULE(pthread_key_create(&second, NULL) == 0);
	RULE(second != key);
	RULE(pthread_setspecific(key, &key) == 0);
	RULE(pthread_getspecific(second) == NULL);
	RULE(pthread_key_delete(second) == 0);
	without_key();
}

/* pthread_key_create: as the thread ends, the destructor is called with the value, now NULL. */
static void a_destructor_gets_the_value(void)
{
	with_key(count);
	in_thread(set, &destroyed);
	RULE(destroyed == 1);
	RULE(destroyed_value == &destroyed && value_while_destroyed == NULL);
	without_key();
}

/* pthread_key_create: there is no destructor for a value that is NULL. */
static void a_null_value_has_no_destructor(void)
{
	with_key(never);
	RULE(in_thread(get, NULL) == NULL);
	in_thread(set, NULL);
	without_key();
}

static void *set_and_exit(void *value)
{
	set(value);
	pthread_exit(value);
}

/* pthread_exit: destructors run, as when the thread returns. */
static void pthread_exit_runs_destructors(void)
{
	with_key(count);
	RULE(in_thread(set_and_exit, &key) == &key);
	RULE(destroyed == 1);
	without_key();
}

static void set_again(void *value)
{
	if (++destroyed < 3)
		RULE(pthread_setspecific(key, value) == 0);
}

/* pthread_key_create: a value set by a destructor is destroyed in turn, */
static void destructors_are_repeated(void)
{
	with_key(set_again);
	in_thread(set, &key);
	RULE(destroyed == 3);
	without_key();
}

static void always_set_again(void *value)
{
	destroyed++;
	RULE(pthread_setspecific(key, value) == 0);
}

/* ... and glibc stops after PTHREAD_DESTRUCTOR_ITERATIONS. */
static void destructors_are_not_repeated_without_end(void)
{
	with_key(always_set_again);
	in_thread(set, &key);
	RULE(destroyed == PTHREAD_DESTRUCTOR_ITERATIONS);
	without_key();
}

/* pthread_key_delete: destructors of values that are there are not called. */
static void deletion_destroys_nothing(void)
{
	with_key(never);
	RULE(pthread_setspecific(key, &key) == 0);
	without_key();
}

/* glibc: a deleted key is EINVAL to set and to delete, and NULL to get. */
static void a_deleted_key_is_none(void)
{
	with_key(NULL);
	without_key();
	RULE(pthread_setspecific(key, &key) == EINVAL);
	RULE(pthread_getspecific(key) == NULL);
	RULE(pthread_key_delete(key) == EINVAL);
}

/* pthread_key_create: the value is NULL though a deleted key of the same number had one. */
static void a_new_key_knows_no_old_value(void)
{
	with_key(NULL);
	RULE(pthread_setspecific(key, &key) == 0);
	without_key();
	with_key(never);
	RULE(pthread_getspecific(key) == NULL);
	without_key();
}

/* pthread_key_create: PTHREAD_KEYS_MAX is of keys at a time: what is deleted leaves its place. */
static void deleted_keys_make_room(void)
{
	for (int i = 0; i < 2 * PTHREAD_KEYS_MAX; i++) {
		with_key(NULL);
		without_key();
	}
}

/* pthread_key_create: EAGAIN, there are too many. */
static void keys_run_out(void)
{
	static pthread_key_t keys[PTHREAD_KEYS_MAX];
	int used = 0;

	while (used < PTHREAD_KEYS_MAX && pthread_key_create(&keys[used], NULL) == 0)
		used++;
	RULE(pthread_key_create(&key, NULL) == EAGAIN);
	while (used > 0)
		RULE(pthread_key_delete(keys[--used]) == 0);
	RULE(pthread_key_create(&key, NULL) == 0);
	without_key();
}

/* exit: the end of the process runs no destructor. */
static void leave_a_value_behind(void)
{
	with_key(never);
	RULE(pthread_setspecific(key, &key) == 0);
}

int main(void)
{
	a_value_is_null_at_first();
	a_new_thread_inherits_no_value();
	each_thread_has_its_own_value();
	each_key_has_its_own_value();
	a_destructor_gets_the_value();
	a_null_value_has_no_destructor();
	pthread_exit_runs_destructors();
	destructors_are_repeated();
	destructors_are_not_repeated_without_end();
	deletion_destroys_nothing();
	a_deleted_key_is_none();
	a_new_key_knows_no_old_value();
	deleted_keys_make_room();
	keys_run_out();
	leave_a_value_behind();
	return 0;
}
