/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* fork and wait: who is there afterwards, what each has, and what is told of the one that ended. */
#include "rules.h"

#include <semaphore.h>

static int variable = 1;
static _Thread_local int own = 1;
static pid_t parent;

static int nothing(void)
{
	return 0;
}

static int seven(void)
{
	return 7;
}

/* fork: 0 in the child; in the parent the child's id, which is neither 0 nor -1. */
static void fork_returns_twice(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	RULE(child > 0 && child != getpid());
	RULE(status_of(child) == 0);
}

static int is_of_my_parent(void)
{
	return getppid() == parent && getpid() != parent;
}

/* fork: the child has an id of its own, and the caller's as its parent's. */
static void a_child_knows_its_parent(void)
{
	parent = getpid();
	RULE(in_child(is_of_my_parent) == 1);
}

/* fork: the parent's number for the child is the child's own. */
static void both_call_the_child_the_same(void)
{
	int ends[2];
	pid_t child, told;

	RULE(pipe(ends) == 0);
	child = fork();
	if (child == 0) {
		told = getpid();
		_exit(write(ends[1], &told, sizeof told) != sizeof told);
	}
	RULE(status_of(child) == 0);
	RULE(read(ends[0], &told, sizeof told) == sizeof told && told == child);
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

static int change_variable(void)
{
	variable++;
	own++;
	return variable * 10 + own;
}

/* fork: memory is copied: what the child writes there, its parent does not see. */
static void memory_is_copied(void)
{
	int local = 5, *heap = malloc(sizeof *heap);
	pid_t child;

	RULE(heap != NULL);
	*heap = 6;
	child = fork();
	if (child == 0) {
		bool same = local == 5 && *heap == 6;

		local = *heap = 9;
		_exit(same && local + *heap == 18 ? 0 : 1);
	}
	RULE(status_of(child) == 0 && local == 5 && *heap == 6);
	free(heap);
	RULE(in_child(change_variable) == 22);
	RULE(variable == 1 && own == 1);
}

/* fork: ... and the other way round. */
static void a_child_does_not_see_what_its_parent_writes_later(void)
{
	int ends[2];
	pid_t child;
	char go;

	RULE(pipe(ends) == 0);
	child = fork();
	if (child == 0)
		_exit(read(ends[0], &go, 1) == 1 ? variable : 9);
	variable = 3;
	RULE(write(ends[1], "", 1) == 1);
	RULE(WEXITSTATUS(status_of(child)) == 1);
	variable = 1;
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

static sem_t never_posted, started;

static void *stay(void *unused)
{
	RULE(sem_post(&started) == 0);
	RULE(sem_wait(&never_posted) == 0);
	variable = 8;
	return unused;
}

static int release_it(void)
{
	RULE(sem_post(&never_posted) == 0);
	sched_yield();
	return variable;
}

/* fork: the child has one thread, a copy of the one that called. */
static void a_child_has_one_thread(void)
{
	pthread_t other;

	RULE(sem_init(&never_posted, 0, 0) == 0 && sem_init(&started, 0, 0) == 0);
	RULE(pthread_create(&other, NULL, stay, NULL) == 0);
	RULE(sem_wait(&started) == 0);
	RULE(in_child(release_it) == 1);
	RULE(sem_post(&never_posted) == 0);
	RULE(pthread_join(other, NULL) == 0 && variable == 8);
	variable = 1;
}

static pthread_t caller;

static int is_still_itself(void)
{
	return pthread_equal(caller, pthread_self()) != 0;
}

static void *fork_from_here(void *unused)
{
	caller = pthread_self();
	RULE(in_child(is_still_itself) == 1);
	return unused;
}

/* fork: any thread may call it; in the child it is what it was. */
static void any_thread_may_fork(void)
{
	in_thread(fork_from_here, NULL);
}

static pthread_mutex_t mutex = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

static int is_locked(void)
{
	return pthread_mutex_trylock(&mutex);
}

/* fork: a mutex that was locked is locked in the child's copy, whoever held it. */
static void a_locked_mutex_is_copied_locked(void)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	RULE(in_child(is_locked) == EBUSY);
	RULE(pthread_mutex_unlock(&mutex) == 0);
	RULE(in_child(is_locked) == 0);
}

static int make_a_grandchild(void)
{
	return in_child(seven) + 1;
}

/* fork: a child may have children; they are nobody else's. */
static void a_child_may_fork(void)
{
	RULE(in_child(make_a_grandchild) == 8);
	RULE(fails(wait(NULL), ECHILD));
}

static int wait_for_siblings(void)
{
	return fails(wait(NULL), ECHILD);
}

/* wait: ECHILD, the caller has no children; its parent's are not its own. */
static void a_sibling_is_no_child(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	RULE(in_child(wait_for_siblings) == 1);
	RULE(status_of(child) == 0);
}

int main(void)
{
	fork_returns_twice();
	a_child_knows_its_parent();
	both_call_the_child_the_same();
	memory_is_copied();
	a_child_does_not_see_what_its_parent_writes_later();
	a_child_has_one_thread();
	any_thread_may_fork();
	a_locked_mutex_is_copied_locked();
	a_child_may_fork();
	a_sibling_is_no_child();
	RULE(in_child(nothing) == 0);
	return 0;
}
