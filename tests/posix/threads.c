/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* The lives of threads: create, join, detach, exit. */
#include "rules.h"

#include <limits.h>
#include <semaphore.h>

static sem_t gate, passed;
static _Thread_local int own = 7;

static void *give_back(void *value)
{
	return value;
}

static void leave(void *value)
{
	pthread_exit(value);
}

static void *leave_from_within(void *value)
{
	leave(value);
	RULE(!"reached");
	return NULL;
}

static void *wait_at_gate(void *unused)
{
	RULE(sem_wait(&gate) == 0);
	RULE(sem_post(&passed) == 0);
	return unused;
}

/* pthread_join: the thread's result is what its function returned, */
static void a_result_is_what_was_returned(void)
{
	RULE(in_thread(give_back, &gate) == &gate);
	RULE(in_thread(give_back, NULL) == NULL);
}

/* ... or what it gave to pthread_exit, from however deep. */
static void a_result_may_be_given_to_pthread_exit(void)
{
	RULE(in_thread(leave_from_within, &gate) == &gate);
}

/* pthread_join: with NULL for the result, nothing is stored. */
static void a_result_may_be_left_alone(void)
{
	pthread_t thread;

	RULE(pthread_create(&thread, NULL, give_back, &gate) == 0);
	RULE(pthread_join(thread, NULL) == 0);
}

static void *who_am_i(void *unused)
{
	(void)unused;
	return (void *)pthread_self();
}

/* pthread_self: is what pthread_create has stored. */
static void a_thread_knows_itself(void)
{
	pthread_t thread;
	void *self;

	RULE(pthread_create(&thread, NULL, who_am_i, NULL) == 0);
	RULE(pthread_join(thread, &self) == 0);
	RULE(pthread_equal(thread, (pthread_t)self) != 0);
	RULE(pthread_equal(thread, pthread_self()) == 0);
}

static void *join_myself(void *unused)
{
	(void)unused;
	return (void *)(long)pthread_join(pthread_self(), NULL);
}

/* pthread_join: EDEADLK, a thread waits for itself. */
static void nobody_joins_itself(void)
{
	RULE(in_thread(join_myself, NULL) == (void *)EDEADLK);
	RULE(pthread_join(pthread_self(), NULL) == EDEADLK);
}

/* glibc: to join or detach a detached thread that still runs is EINVAL. */
static void a_detached_thread_is_not_joined(void)
{
	pthread_t thread;

	RULE(pthread_create(&thread, NULL, wait_at_gate, NULL) == 0);
	RULE(pthread_detach(thread) == 0);
	RULE(pthread_join(thread, NULL) == EINVAL);
	RULE(pthread_detach(thread) == EINVAL);
	RULE(sem_post(&gate) == 0);
	RULE(sem_wait(&passed) == 0);
}

/* pthread_attr_setdetachstate: a thread may be made detached. */
static void a_thread_may_be_made_detached(void)
{
	pthread_attr_t attributes;
	pthread_t thread;

	RULE(pthread_attr_init(&attributes) == 0);
	RULE(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0);
	RULE(pthread_create(&thread, &attributes, wait_at_gate, NULL) == 0);
	RULE(pthread_join(thread, NULL) == EINVAL);
	RULE(sem_post(&gate) == 0);
	RULE(sem_wait(&passed) == 0);
	RULE(pthread_attr_destroy(&attributes) == 0);
}

/* pthread_attr_getdetachstate: a thread is joinable, unless the attributes say otherwise. */
static void a_thread_is_joinable(void)
{
	pthread_attr_t attributes;
	int state;

	RULE(pthread_attr_init(&attributes) == 0);
	RULE(pthread_attr_getdetachstate(&attributes, &state) == 0);
	RULE(state == PTHREAD_CREATE_JOINABLE);
	RULE(pthread_attr_setdetachstate(&attributes, 77) == EINVAL);
}

/* pthread_attr_setstacksize: EINVAL, it is less than PTHREAD_STACK_MIN. */
static void a_stack_is_not_too_small(void)
{
	pthread_attr_t attributes;
	size_t bytes;

	RULE(pthread_attr_init(&attributes) == 0);
	RULE(pthread_attr_setstacksize(&attributes, 1) == EINVAL);
	RULE(pthread_attr_setstacksize(&attributes, 1 << 20) == 0);
	RULE(pthread_attr_getstacksize(&attributes, &bytes) == 0 && bytes == 1 << 20);
}

/* pthread_join: waits until the thread has ended, and knows all that it did. */
static void a_join_waits(void)
{
	pthread_t thread;
	int value;

	RULE(pthread_create(&thread, NULL, wait_at_gate, NULL) == 0);
	RULE(sem_post(&gate) == 0);
	RULE(pthread_join(thread, NULL) == 0);
	RULE(sem_getvalue(&passed, &value) == 0 && value == 1);
	RULE(sem_wait(&passed) == 0);
}

static void *change_own(void *unused)
{
	(void)unused;
	own++;
	errno = ENOENT;
	return (void *)(long)own;
}

/* C11 6.2.4: a thread's storage is its own, made anew for it; POSIX, errno: so is that. */
static void variables_of_a_thread_are_its_own(void)
{
	own = 40;
	errno = 0;
	RULE(in_thread(change_own, NULL) == (void *)8);
	RULE(own == 40 && errno == 0);
}

static void *fill(void *array)
{
	((int *)array)[1] = 5;
	return NULL;
}

/* POSIX, 3.404 thread: threads of a process share its memory, each other's stacks too. */
static void a_thread_may_use_anothers_stack(void)
{
	int array[3] = {0};

	in_thread(fill, array);
	RULE(array[0] == 0 && array[1] == 5 && array[2] == 0);
}

static void *make_another(void *value)
{
	return in_thread(give_back, value);
}

/* pthread_create: any thread may make others. */
static void threads_make_threads(void)
{
	RULE(in_thread(make_another, &gate) == &gate);
}

static void *join_it(void *thread)
{
	void *result;

	RULE(pthread_join(*(pthread_t *)thread, &result) == 0);
	return result;
}

/* pthread_join: any thread may join any other, though it did not make it. */
static void siblings_may_be_joined(void)
{
	pthread_t thread;

	RULE(pthread_create(&thread, NULL, give_back, &own) == 0);
	RULE(in_thread(join_it, &thread) == &own);
}

int main(void)
{
	RULE(sem_init(&gate, 0, 0) == 0 && sem_init(&passed, 0, 0) == 0);
	a_result_is_what_was_returned();
	a_result_may_be_given_to_pthread_exit();
	a_result_may_be_left_alone();
	a_thread_knows_itself();
	nobody_joins_itself();
	a_detached_thread_is_not_joined();
	a_thread_may_be_made_detached();
	a_thread_is_joinable();
	a_stack_is_not_too_small();
	a_join_waits();
	variables_of_a_thread_are_its_own();
	a_thread_may_use_anothers_stack();
	threads_make_threads();
	siblings_may_be_joined();
	return 0;
}
