/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* wait, waitpid, waitid: what is told of a child that ended. */
#include "rules.h"

#include <signal.h>

static pid_t leaves_with(int status)
{
	pid_t child = fork();

	RULE(child != -1);
	if (child == 0)
		_exit(status);
	return child;
}

/* A child that reads from the pipe, and ends when it is told to. */
static pid_t waits_for_word(int ends[2])
{
	pid_t child;
	char word;

	RULE(pipe(ends) == 0);
	child = fork();
	if (child == 0)
		_exit(read(ends[0], &word, 1) == 1 ? word : 99);
	return child;
}

static void give_word(int ends[2], char word)
{
	RULE(write(ends[1], &word, 1) == 1);
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* wait: the id of the child; WIFEXITED and WEXITSTATUS: it has ended by itself, and how. */
static void wait_tells_the_exit_status(void)
{
	pid_t child = leaves_with(3);
	int status;

	RULE(wait(&status) == child);
	RULE(WIFEXITED(status) && !WIFSIGNALED(status) && !WIFSTOPPED(status));
	RULE(WEXITSTATUS(status) == 3);
}

/* _exit: only the low eight bits of the status are told. */
static void a_status_has_eight_bits(void)
{
	RULE(WEXITSTATUS(status_of(leaves_with(256 + 5))) == 5);
	RULE(WEXITSTATUS(status_of(leaves_with(-1))) == 255);
}

/* WIFSIGNALED, WTERMSIG: a signal has ended it. */
static void a_killed_child_is_told_apart(void)
{
	int ends[2], status;
	pid_t child = waits_for_word(ends);

	RULE(kill(child, SIGKILL) == 0);
	status = status_of(child);
	RULE(WIFSIGNALED(status) && !WIFEXITED(status) && WTERMSIG(status) == SIGKILL);
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* abort: ends the process by SIGABRT, */
static void an_abort_is_a_signal(void)
{
	pid_t child = fork();

	if (child == 0)
		abort();
	RULE(WTERMSIG(status_of(child)) == SIGABRT);
}

/* ... even if that is ignored. */
static void an_abort_cannot_be_ignored(void)
{
	pid_t child = fork();

	if (child == 0) {
		signal(SIGABRT, SIG_IGN);
		abort();
	}
	RULE(WTERMSIG(status_of(child)) == SIGABRT);
}

/* wait: with NULL, no status is stored. */
static void a_status_may_be_left_alone(void)
{
	pid_t child = leaves_with(3);

	RULE(wait(NULL) == child);
}

/* wait, waitpid: ECHILD, the caller has no children. */
static void without_children_there_is_none_to_wait_for(void)
{
	int status = 77;

	RULE(fails(wait(&status), ECHILD));
	RULE(fails(waitpid(-1, &status, 0), ECHILD));
	RULE(fails(waitpid(-1, &status, WNOHANG), ECHILD));
}

/* waitpid: ECHILD, the process is no child of the caller's. */
static void a_stranger_is_not_waited_for(void)
{
	pid_t child = leaves_with(0);

	RULE(fails(waitpid(getpid(), NULL, 0), ECHILD));
	RULE(fails(waitpid(getppid(), NULL, WNOHANG), ECHILD));
	RULE(status_of(child) == 0);
}

/* wait: each end is told once. */
static void an_end_is_told_once(void)
{
	pid_t child = leaves_with(0);

	RULE(waitpid(child, NULL, 0) == child);
	RULE(fails(waitpid(child, NULL, 0), ECHILD));
}

/* waitpid: EINVAL, the options are none. */
static void options_are_looked_at(void)
{
	RULE(fails(waitpid(-1, NULL, 0x4000), EINVAL));
}

/* waitpid: with WNOHANG, 0 while the child has not ended. */
static void a_look_does_not_wait(void)
{
	int ends[2], status = 77;
	pid_t child = waits_for_word(ends);

	RULE(waitpid(child, &status, WNOHANG) == 0);
	RULE(waitpid(-1, &status, WNOHANG) == 0);
	give_word(ends, 4);
	RULE(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 4);
}

/* waitpid: of two children it waits for the one that it is told. */
static void one_child_is_waited_for(void)
{
	pid_t first = leaves_with(1), second = leaves_with(2);

	RULE(WEXITSTATUS(status_of(second)) == 2);
	RULE(WEXITSTATUS(status_of(first)) == 1);
}

/* wait: any child will do, and each comes once. */
static void all_children_come(void)
{
	pid_t children[3], sum = 0;

	for (int i = 0; i < 3; i++)
		sum += children[i] = leaves_with(i);
	for (int i = 0; i < 3; i++)
		sum -= wait(NULL);
	RULE(sum == 0 && children[0] != children[1]);
	RULE(fails(wait(NULL), ECHILD));
}

/* kill, wait: a child that has ended is there until it has been waited for. */
static void a_zombie_has_its_number_still(void)
{
	pid_t child = leaves_with(5);
	siginfo_t info;

	RULE(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT) == 0);
	RULE(kill(child, 0) == 0);
	RULE(kill(child, SIGKILL) == 0);
	RULE(WEXITSTATUS(status_of(child)) == 5);
	RULE(fails(kill(child, 0), ESRCH));
}

/* waitid: tells who, why and with what; WNOWAIT leaves it to be told again. */
static void waitid_tells_more(void)
{
	pid_t child = leaves_with(6);
	siginfo_t info = {0};

	for (int left = 1; left >= 0; left--) {
		RULE(waitid(P_PID, (id_t)child, &info, WEXITED | (left ? WNOWAIT : 0)) == 0);
		RULE(info.si_signo == SIGCHLD && info.si_code == CLD_EXITED);
		RULE(info.si_pid == child && info.si_status == 6);
	}
	RULE(fails(waitid(P_PID, (id_t)child, &info, WEXITED), ECHILD));
}

/* waitid: CLD_KILLED, and the signal. */
static void waitid_tells_of_a_signal(void)
{
	int ends[2];
	pid_t child = waits_for_word(ends);
	siginfo_t info = {0};

	RULE(kill(child, SIGTERM) == 0);
	RULE(waitid(P_ALL, 0, &info, WEXITED) == 0);
	RULE(info.si_code == CLD_KILLED && info.si_status == SIGTERM && info.si_pid == child);
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* waitid: with WNOHANG it stores 0 for the process while none has ended. */
static void waitid_does_not_wait_either(void)
{
	int ends[2];
	pid_t child = waits_for_word(ends);
	siginfo_t info = {.si_pid = 1};

	RULE(waitid(P_ALL, 0, &info, WEXITED | WNOHANG) == 0 && info.si_pid == 0);
	give_word(ends, 0);
	RULE(status_of(child) == 0);
}

/* kill: 0 sends nothing, and tells that the process is there. */
static void kill_with_zero_only_looks(void)
{
	int ends[2];
	pid_t child = waits_for_word(ends);

	RULE(kill(child, 0) == 0 && kill(getpid(), 0) == 0);
	give_word(ends, 0);
	RULE(status_of(child) == 0);
	RULE(fails(kill(child, 0), ESRCH));
}

/* kill: EINVAL, there is no such signal. */
static void a_signal_has_a_number(void)
{
	RULE(fails(kill(getpid(), 1000), EINVAL));
}

int main(void)
{
	wait_tells_the_exit_status();
	a_status_has_eight_bits();
	a_killed_child_is_told_apart();
	an_abort_is_a_signal();
	an_abort_cannot_be_ignored();
	a_status_may_be_left_alone();
	without_children_there_is_none_to_wait_for();
	a_stranger_is_not_waited_for();
	an_end_is_told_once();
	options_are_looked_at();
	a_look_does_not_wait();
	one_child_is_waited_for();
	all_children_come();
	a_zombie_has_its_number_still();
	waitid_tells_more();
	waitid_tells_of_a_signal();
	waitid_does_not_wait_either();
	kill_with_zero_only_looks();
	a_signal_has_a_number();
	return 0;
}
