/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Signals between processes: what a child inherits, and what ends it. */
#include "rules.h"

#include <signal.h>

static volatile sig_atomic_t times;

static void note(int number)
{
	(void)number;
	times++;
}

static void leave(int number)
{
	_exit(number);
}

static bool is_in(int (*call)(sigset_t *), int number)
{
	sigset_t set;

	RULE(call(&set) == 0);
	return sigismember(&set, number);
}

static int get_mask(sigset_t *mask)
{
	return sigprocmask(SIG_BLOCK, NULL, mask);
}

static void block(int number)
{
	sigset_t set;

	RULE(sigemptyset(&set) == 0 && sigaddset(&set, number) == 0);
	RULE(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
}

static void unblock(int number)
{
	sigset_t set;

	RULE(sigemptyset(&set) == 0 && sigaddset(&set, number) == 0);
	RULE(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
}

static int raise_and_count(void)
{
	RULE(raise(SIGUSR1) == 0);
	return times;
}

/* fork: the child has its parent's handlers. */
static void a_handler_is_inherited(void)
{
	RULE(signal(SIGUSR1, note) != SIG_ERR);
	times = 0;
	RULE(in_child(raise_and_count) == 1);
	RULE(times == 0);
}

static int is_blocked_in_child(void)
{
	return is_in(get_mask, SIGUSR1) + 2 * is_in(sigpending, SIGUSR1);
}

/* fork: ... and the mask, but no signal is pending for it. */
static void a_mask_is_inherited_and_no_pending_signal(void)
{
	block(SIGUSR1);
	RULE(kill(getpid(), SIGUSR1) == 0 && is_in(sigpending, SIGUSR1));
	RULE(in_child(is_blocked_in_child) == 1);
	unblock(SIGUSR1);
	RULE(times == 1);
}

static int raise_ignored(void)
{
	return raise(SIGUSR2);
}

/* fork: an ignored signal is ignored by the child, too. */
static void to_ignore_is_inherited(void)
{
	RULE(signal(SIGUSR2, SIG_IGN) == SIG_DFL);
	RULE(in_child(raise_ignored) == 0);
	RULE(signal(SIGUSR2, SIG_DFL) == SIG_IGN);
}

static int left_of_alarm(void)
{
	return alarm(0) != 0;
}

/* fork: the child has no alarm set. */
static void an_alarm_is_not_inherited(void)
{
	RULE(alarm(1000) == 0);
	RULE(in_child(left_of_alarm) == 0);
	RULE(alarm(0) > 0);
}

static int change_action(void)
{
	return signal(SIGUSR1, SIG_IGN) != note;
}

/* fork: the child's actions are its own from then on. */
static void actions_are_copied(void)
{
	RULE(in_child(change_action) == 0);
	times = 0;
	RULE(raise(SIGUSR1) == 0 && times == 1);
}

/* A child that waits to be ended, with that done at that signal. */
static pid_t waiting_child(int number, void (*action)(int))
{
	int ready[2];
	pid_t child;
	char word;

	RULE(pipe(ready) == 0);
	child = fork();
	if (child == 0) {
		RULE(signal(number, action) != SIG_ERR);
		RULE(write(ready[1], "", 1) == 1);
		for (;;)
			pause();
	}
	RULE(read(ready[0], &word, 1) == 1);
	RULE(close(ready[0]) == 0 && close(ready[1]) == 0);
	return child;
}

/* signal.h: the default action of these ends the process, which its parent is told. */
static void most_signals_are_the_end(void)
{
	static const int numbers[] = {SIGHUP, SIGINT, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2};

	for (int i = 0; i < 6; i++) {
		pid_t child = waiting_child(numbers[i], SIG_DFL);
		int status;

		RULE(kill(child, numbers[i]) == 0);
		status = status_of(child);
		RULE(WIFSIGNALED(status) && WTERMSIG(status) == numbers[i]);
	}
}

/* kill: SIGKILL ends any child, */
static void nothing_helps_against_sigkill(void)
{
	pid_t child = waiting_child(SIGTERM, SIG_IGN);

	RULE(kill(child, SIGTERM) == 0 && kill(child, SIGKILL) == 0);
	RULE(WTERMSIG(status_of(child)) == SIGKILL);
}

/* ... a handler may end it in a better way. */
static void a_handler_may_leave(void)
{
	pid_t child = waiting_child(SIGTERM, leave);

	RULE(kill(child, SIGTERM) == 0);
	RULE(WEXITSTATUS(status_of(child)) == SIGTERM);
}

static void *sleep_for_good(void *unused)
{
	pause();
	return unused;
}

/* kill: the default action ends the process with all its threads. */
static void all_threads_end(void)
{
	pid_t child = fork();
	pthread_t other;

	if (child == 0) {
		RULE(pthread_create(&other, NULL, sleep_for_good, NULL) == 0);
		RULE(pthread_kill(other, SIGUSR2) == 0);
		pthread_exit(NULL);
	}
	RULE(WTERMSIG(status_of(child)) == SIGUSR2);
}

/* sigaction: a blocked signal ends the process when it is unblocked, and not before. */
static void a_blocked_end_waits(void)
{
	pid_t child = fork();

	if (child == 0) {
		block(SIGUSR2);
		RULE(raise(SIGUSR2) == 0 && is_in(sigpending, SIGUSR2));
		unblock(SIGUSR2);
		_exit(1);
	}
	RULE(WTERMSIG(status_of(child)) == SIGUSR2);
}

/* sigaction: SIGCHLD ignored: children leave no zombies, and wait() tells of none. */
static void ignored_children_are_not_waited_for(void)
{
	pid_t child;

	RULE(signal(SIGCHLD, SIG_IGN) == SIG_DFL);
	child = fork();
	if (child == 0)
		_exit(0);
	RULE(fails(waitpid(child, NULL, 0), ECHILD));
	RULE(signal(SIGCHLD, SIG_DFL) == SIG_IGN);
}

int main(void)
{
	a_handler_is_inherited();
	a_mask_is_inherited_and_no_pending_signal();
	to_ignore_is_inherited();
	an_alarm_is_not_inherited();
	actions_are_copied();
	most_signals_are_the_end();
	nothing_helps_against_sigkill();
	a_handler_may_leave();
	all_threads_end();
	a_blocked_end_waits();
	ignored_children_are_not_waited_for();
	return 0;
}
