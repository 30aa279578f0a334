/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Cancellation: where it is acted upon, and what is done then. */
#include "rules.h"

#include <semaphore.h>
#include <stdatomic.h>
#include <string.h>

static sem_t ready, go;
static atomic_bool never;
static char trace[16]; /* what cleanup handlers and destructors left, in order */

static void note(void *letter)
{
	strcat(trace, letter);
}

static void say_ready(void)
{
	RULE(sem_post(&ready) == 0);
}

/* Waits for the word to go on, without a cancellation point. */
static void wait_for_go(void)
{
	while (sem_trywait(&go) != 0)
		sched_yield();
}

static void *result_of(pthread_t thread)
{
	void *result;

	RULE(pthread_join(thread, &result) == 0);
	return result;
}

static pthread_t start(void *(*function)(void *), void *argument)
{
	pthread_t thread;

	trace[0] = '\0';
	RULE(pthread_create(&thread, NULL, function, argument) == 0);
	RULE(sem_wait(&ready) == 0);
	return thread;
}

/* The thread is cancelled once it is ready: its result. */
static void *cancelled(void *(*function)(void *))
{
	pthread_t thread = start(function, NULL);

	RULE(pthread_cancel(thread) == 0);
	RULE(sem_post(&go) == 0);
	return result_of(thread);
}

/* ---- points ---- */

static void *test_cancel(void *unused)
{
	say_ready();
	wait_for_go();
	strcat(trace, "a");
	pthread_testcancel();
	strcat(trace, "b");
	return unused;
}

/* pthread_cancel: deferred, it is acted upon at the next cancellation point, and not before. */
static void a_request_waits_for_a_point(void)
{
	RULE(cancelled(test_cancel) == PTHREAD_CANCELED);
	RULE(strcmp(trace, "a") == 0);
}

static void *no_point(void *unused)
{
	(void)unused;
	say_ready();
	wait_for_go();
	return (void *)5;
}

/* pthread_cancel: a thread that comes to no cancellation point ends as it likes. */
static void without_a_point_there_is_none(void)
{
	RULE(cancelled(no_point) == (void *)5);
}

static void *wait_for_semaphore(void *unused)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, 0) == 0);
	say_ready();
	sem_wait(&semaphore);
	return unused;
}

static void *read_from_pipe(void *unused)
{
	int ends[2];
	char byte;

	RULE(pipe(ends) == 0);
	say_ready();
	RULE(read(ends[0], &byte, 1) == 1);
	return unused;
}

static void *wait_for_signal(void *unused)
{
	say_ready();
	pause();
	return unused;
}

/* 2.9.5.2: sem_wait, read, pause are cancellation points, and while they wait. */
static void these_are_points(void)
{
	static void *(*const points[])(void *) = {wait_for_semaphore, read_from_pipe,
						  wait_for_signal};

	for (int i = 0; i < 3; i++) {
		RULE(cancelled(points[i]) == PTHREAD_CANCELED);
		RULE(sem_trywait(&go) == 0);
	}
}

static void *join_first(void *first)
{
	say_ready();
	pthread_join(*(pthread_t *)first, NULL);
	return NULL;
}

/* pthread_join: is one; the thread that was waited for can still be joined. */
static void a_join_is_a_point(void)
{
	pthread_t self = pthread_self(), joins = start(join_first, &self);

	RULE(pthread_cancel(joins) == 0);
	RULE(result_of(joins) == PTHREAD_CANCELED);
}

static pthread_mutex_t mutex = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;

static void unlock(void *unused)
{
	(void)unused;
	RULE(pthread_mutex_unlock(&mutex) == 0);
	strcat(trace, "u");
}

static void *wait_for_condition(void *unused)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	pthread_cleanup_push(unlock, NULL);
	say_ready();
	for (;;)
		pthread_cond_wait(&condition, &mutex);
	pthread_cleanup_pop(1);
	return unused;
}

/* pthread_cond_wait: is one; the mutex is the thread's again before its first cleanup handler. */
static void a_cancelled_wait_has_the_mutex(void)
{
	RULE(cancelled(wait_for_condition) == PTHREAD_CANCELED);
	RULE(strcmp(trace, "u") == 0 && sem_trywait(&go) == 0);
	RULE(pthread_mutex_trylock(&mutex) == 0 && pthread_mutex_unlock(&mutex) == 0);
}

static void *lock_it(void *unused)
{
	(void)unused;
	say_ready();
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	return (void *)6;
}

/* 2.9.5.2: pthread_mutex_lock is none. */
static void a_lock_is_no_point(void)
{
	pthread_t thread;

	RULE(pthread_mutex_lock(&mutex) == 0);
	thread = start(lock_it, NULL);
	RULE(pthread_cancel(thread) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(result_of(thread) == (void *)6);
}

/* ---- cleanup ---- */

static pthread_key_t key;

static void *clean_up(void *unused)
{
	RULE(pthread_setspecific(key, "k") == 0);
	pthread_cleanup_push(note, "1");
	pthread_cleanup_push(note, "2");
	pthread_cleanup_push(note, "3");
	pthread_cleanup_pop(0);
	pthread_cleanup_push(note, "4");
	pthread_cleanup_pop(1);
	say_ready();
	pause();
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
	return unused;
}

/* pthread_cleanup_push, pop: handlers run last first, those still there; then key destructors. */
static void cleanup_is_in_reverse(void)
{
	RULE(pthread_key_create(&key, note) == 0);
	RULE(cancelled(clean_up) == PTHREAD_CANCELED && sem_trywait(&go) == 0);
	RULE(strcmp(trace, "421k") == 0);
	RULE(pthread_key_delete(key) == 0);
}

static void *exit_in_between(void *value)
{
	say_ready();
	pthread_cleanup_push(note, "1");
	pthread_cleanup_push(note, "2");
	pthread_exit(value);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
}

/* pthread_exit: runs the cleanup handlers, too. */
static void pthread_exit_cleans_up(void)
{
	RULE(result_of(start(exit_in_between, &go)) == &go);
	RULE(strcmp(trace, "21") == 0);
}

/* ---- state and type ---- */

static void *disable_and_enable(void *unused)
{
	int old;

	RULE(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old) == 0);
	RULE(old == PTHREAD_CANCEL_ENABLE);
	say_ready();
	wait_for_go();
	pthread_testcancel();
	strcat(trace, "a");
	RULE(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old) == 0);
	strcat(trace, "b");
	RULE(old == PTHREAD_CANCEL_DISABLE);
	pthread_testcancel();
	strcat(trace, "c");
	return unused;
}

/* pthread_setcancelstate: disabled, a request is held until enabled, and a point after that. */
static void a_request_is_held(void)
{
	RULE(cancelled(disable_and_enable) == PTHREAD_CANCELED);
	RULE(strcmp(trace, "ab") == 0);
}

static void *never_enabled(void *unused)
{
	(void)unused;
	RULE(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL) == 0);
	say_ready();
	RULE(sem_wait(&go) == 0);
	pthread_testcancel();
	return (void *)8;
}

/* pthread_setcancelstate: a disabled thread goes through all points. */
static void a_disabled_thread_goes_on(void)
{
	RULE(cancelled(never_enabled) == (void *)8);
}

static void *spin_for_good(void *unused)
{
	int old;

	RULE(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old) == 0);
	say_ready();
	while (!atomic_load(&never))
		;
	return unused;
}

static void *become_asynchronous(void *unused)
{
	int old;

	say_ready();
	wait_for_go();
	RULE(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old) == 0);
	while (!atomic_load(&never))
		;
	return unused;
}

/* pthread_setcanceltype: asynchronous: it is acted upon at any time, and if held, at once. */
static void an_asynchronous_thread_needs_no_point(void)
{
	RULE(cancelled(spin_for_good) == PTHREAD_CANCELED && sem_trywait(&go) == 0);
	RULE(cancelled(become_asynchronous) == PTHREAD_CANCELED);
}

/* pthread_setcanceltype, setcancelstate: a thread is enabled and deferred; EINVAL for any other. */
static void states_and_types_are_looked_at(void)
{
	int old;

	RULE(pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &old) == 0);
	RULE(old == PTHREAD_CANCEL_DEFERRED);
	RULE(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old) == 0);
	RULE(old == PTHREAD_CANCEL_ENABLE);
	RULE(pthread_setcanceltype(77, &old) == EINVAL);
	RULE(pthread_setcancelstate(77, &old) == EINVAL);
}

static void *cancel_myself(void *unused)
{
	RULE(pthread_cancel(pthread_self()) == 0);
	strcat(trace, "a");
	say_ready();
	pthread_testcancel();
	return unused;
}

/* pthread_cancel: a thread may cancel itself; it is only a request. */
static void a_thread_may_cancel_itself(void)
{
	RULE(result_of(start(cancel_myself, NULL)) == PTHREAD_CANCELED);
	RULE(strcmp(trace, "a") == 0);
}

static void *twice(void *unused)
{
	say_ready();
	wait_for_go();
	pthread_cleanup_push(note, "1");
	pthread_testcancel();
	pthread_cleanup_pop(0);
	return unused;
}

/* pthread_cancel: a second request adds nothing. */
static void two_requests_are_one(void)
{
	pthread_t thread = start(twice, NULL);

	RULE(pthread_cancel(thread) == 0 && pthread_cancel(thread) == 0);
	RULE(sem_post(&go) == 0);
	RULE(result_of(thread) == PTHREAD_CANCELED && strcmp(trace, "1") == 0);
}

static void look_in_cleanup(void *unused)
{
	(void)unused;
	pthread_testcancel();
	strcat(trace, "t");
}

static void *test_in_cleanup(void *unused)
{
	pthread_cleanup_push(look_in_cleanup, NULL);
	say_ready();
	pause();
	pthread_cleanup_pop(0);
	return unused;
}

/* 2.9.5.3: while it is cancelled a thread is not cancelled again: points in handlers are none. */
static void cleanup_is_not_cancelled(void)
{
	RULE(cancelled(test_in_cleanup) == PTHREAD_CANCELED && sem_trywait(&go) == 0);
	RULE(strcmp(trace, "t") == 0);
}

int main(void)
{
	RULE(sem_init(&ready, 0, 0) == 0 && sem_init(&go, 0, 0) == 0);
	a_request_waits_for_a_point();
	without_a_point_there_is_none();
	these_are_points();
	a_join_is_a_point();
	a_cancelled_wait_has_the_mutex();
	a_lock_is_no_point();
	cleanup_is_in_reverse();
	pthread_exit_cleans_up();
	a_request_is_held();
	a_disabled_thread_goes_on();
	an_asynchronous_thread_needs_no_point();
	states_and_types_are_looked_at();
	a_thread_may_cancel_itself();
	two_requests_are_one();
	cleanup_is_not_cancelled();
	return 0;
}
