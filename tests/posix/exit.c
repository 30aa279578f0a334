/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* The end of a process: handlers, orphans; and the handlers around a fork. */
#include "rules.h"

#include <string.h>

static int ends[2]; /* of a pipe in which each handler leaves a letter */

static void leave(char letter)
{
	RULE(write(ends[1], &letter, 1) == 1);
}

static void leave_a(void)
{
	leave('a');
}

static void leave_b(void)
{
	leave('b');
}

/* What the child has left, when it has ended with that status. */
static const char *left_by(pid_t child, int expected)
{
	static char letters[32];
	ssize_t count;

	RULE(WEXITSTATUS(status_of(child)) == expected);
	RULE(close(ends[1]) == 0);
	count = read(ends[0], letters, sizeof letters - 1);
	RULE(count >= 0);
	letters[count] = '\0';
	RULE(close(ends[0]) == 0);
	return letters;
}

static pid_t fork_with_pipe(void)
{
	RULE(pipe(ends) == 0);
	return fork();
}

/* atexit, exit: handlers run in the reverse order of their registration, */
static void handlers_run_in_reverse(void)
{
	pid_t child = fork_with_pipe();

	if (child == 0) {
		RULE(atexit(leave_a) == 0 && atexit(leave_b) == 0);
		exit(4);
	}
	RULE(strcmp(left_by(child, 4), "ba") == 0);
}

/* ... each as often as it was registered. */
static void a_handler_may_be_there_twice(void)
{
	pid_t child = fork_with_pipe();

	if (child == 0) {
		RULE(atexit(leave_a) == 0 && atexit(leave_a) == 0);
		exit(0);
	}
	RULE(strcmp(left_by(child, 0), "aa") == 0);
}

/* _exit: runs no handler. */
static void an_underscore_skips_them(void)
{
	pid_t child = fork_with_pipe();

	if (child == 0) {
		RULE(atexit(leave_a) == 0);
		_exit(4);
	}
	RULE(strcmp(left_by(child, 4), "") == 0);
}

static void *exit_from_here(void *unused)
{
	(void)unused;
	exit(6);
}

/* exit: any thread may end the process, and runs the handlers. */
static void any_thread_may_exit(void)
{
	pid_t child = fork_with_pipe();

	if (child == 0) {
		RULE(atexit(leave_a) == 0);
		in_thread(exit_from_here, NULL);
	}
	RULE(strcmp(left_by(child, 6), "a") == 0);
}

static void *do_nothing(void *unused)
{
	return unused;
}

/* pthread_exit: by the last thread, it is exit(0). */
static void the_last_thread_exits_with_zero(void)
{
	pid_t child = fork_with_pipe();
	pthread_t other;

	if (child == 0) {
		RULE(atexit(leave_a) == 0);
		RULE(pthread_create(&other, NULL, do_nothing, NULL) == 0);
		pthread_exit((void *)9);
	}
	RULE(strcmp(left_by(child, 0), "a") == 0);
}

/* fork: the child has its parent's handlers. */
static void handlers_are_inherited(void)
{
	pid_t child = fork_with_pipe(), grandchild;

	if (child == 0) {
		RULE(atexit(leave_a) == 0);
		grandchild = fork();
		if (grandchild == 0)
			exit(0);
		RULE(status_of(grandchild) == 0);
		exit(0);
	}
	RULE(strcmp(left_by(child, 0), "aa") == 0);
}

/* ---- orphans ---- */

/* getppid: a process whose parent has ended has another. */
static void an_orphan_gets_another_parent(void)
{
	int go[2];
	pid_t child = (RULE(pipe(go) == 0), fork_with_pipe()), parent;
	char word;

	if (child == 0) {
		parent = getpid();
		if (fork() == 0) {
			RULE(close(go[1]) == 0);
			RULE(read(go[0], &word, 1) == 1);
			leave(getppid() != parent ? 'y' : 'n');
			_exit(0);
		}
		_exit(0);
	}
	RULE(status_of(child) == 0);
	RULE(write(go[1], "", 1) == 1);
	RULE(read(ends[0], &word, 1) == 1 && word == 'y');
	RULE(close(go[0]) == 0 && close(go[1]) == 0);
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* wait: a grandchild is nobody's to wait for but its parent's, and ECHILD when that has gone. */
static void an_orphan_is_not_its_grandparents(void)
{
	pid_t child = fork_with_pipe();
	char word;

	if (child == 0) {
		if (fork() == 0)
			_exit(0);
		_exit(0);
	}
	RULE(status_of(child) == 0);
	RULE(fails(wait(NULL), ECHILD));
	RULE(close(ends[1]) == 0);
	RULE(read(ends[0], &word, 1) == 0); /* it has ended: nobody has the pipe */
	RULE(close(ends[0]) == 0);
}

/* ---- pthread_atfork ---- */

static char order[16];

static void note(const char *letter)
{
	strcat(order, letter);
}

static void prepare_1(void)
{
	note("p");
}

static void parent_1(void)
{
	note("r");
}

static void child_1(void)
{
	note("c");
}

static void prepare_2(void)
{
	note("P");
}

static void parent_2(void)
{
	note("R");
}

static void child_2(void)
{
	note("C");
}

/* pthread_atfork: prepare handlers run last first, the others first first. */
static void handlers_stand_around_a_fork(void)
{
	pid_t child;

	RULE(pthread_atfork(prepare_1, parent_1, child_1) == 0);
	RULE(pthread_atfork(prepare_2, parent_2, child_2) == 0);
	RULE(pthread_atfork(NULL, NULL, NULL) == 0);
	child = fork();
	if (child == 0)
		_exit(strcmp(order, "PpcC") != 0);
	RULE(strcmp(order, "PprR") == 0);
	RULE(status_of(child) == 0);
}

int main(void)
{
	handlers_run_in_reverse();
	a_handler_may_be_there_twice();
	an_underscore_skips_them();
	any_thread_may_exit();
	the_last_thread_exits_with_zero();
	handlers_are_inherited();
	an_orphan_gets_another_parent();
	an_orphan_is_not_its_grandparents();
	handlers_stand_around_a_fork();
	return 0;
}
