/* SPDX-License-Identifier: MIT */
/*
 * The warden: the first process of a confined launch.  Gives up its privileges, starts the program
 * with its limits and its filter of system calls, watches over what all its processes use together,
 * and leaves nobody behind when it ends.
 *
 *	racelab-warden status=FD lifeline=FD [NAME=NUMBER | alone | open | single]... -- PROGRAM [WORD]...
 *
 * In a pid namespace (alone) it is process 1: the kernel ends everything in there with it, and
 * nothing in there can send it a signal.  Else it is the reaper of what the program leaves behind.
 * It decides nothing: that is the judge's (../confine.h), which reads how it ended from a memfd
 *that the program does not have.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <fcntl.h>

#include "orders.h"

#define TICK_MSEC 20 /* a processor fills some 20 MB in that time */

static struct orders orders;
static struct confine_end end = {.magic = CONFINE_MAGIC};
static pid_t program;
static bool program_ended;

static void say(const char *what, int error)
{
	end.reason = CONFINE_FAILED;
	snprintf(end.words, sizeof end.words, "%s: %s", what, strerror(error));
}

static long now_msec(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* ---- the program ---- */

/* What its parent must know when the program itself cannot run. */
struct refusal {
	int error;
	char what[200];
};

static _Noreturn void refuse(int report, const char *what, int error)
{
	struct refusal refusal = {.error = error};
	ssize_t ignored;

	snprintf(refusal.what, sizeof refusal.what, "%s", what);
	ignored = write(report, &refusal, sizeof refusal);
	(void)ignored;
	_exit(127);
}

/* Where memory is short all the same, the kernel is to take this one first. */
static void offer_to_the_killer(void)
{
	int fd;

	prctl(PR_SET_DUMPABLE, 1); /* or the file would be root's; exec sets it as well */
	fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
	if (fd >= 0 && write(fd, "1000", 4) != 4)
		errno = 0; /* only a help */
	if (fd >= 0)
		close(fd);
}

static _Noreturn void become_program(int report)
{
	char *const *words = orders.program;
	sigset_t none;
	int error;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setpriority(PRIO_PROCESS, 0, (int)orders.nice);
	setpgid(0, 0); /* what it sends to its own group is not for us */
	if (!orders.alone)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	offer_to_the_killer();
	if (!limits_set(&orders))
		refuse(report, "its limits cannot be set", errno);
	if (!orders.open && !syscalls_restrict(&orders, &error))
		refuse(report, "system calls cannot be filtered (seccomp)", error);
	execve(words[0], words, environ);
	refuse(report, words[0], errno);
}

/* False: end says why. */
static bool start(void)
{
	struct refusal refusal;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0) {
		say("a pipe", errno);
		return false;
	}
	program = fork();
	if (program == 0)
		become_program(ends[1]);
	close(ends[1]);
	if (program < 0)
		say("a process", errno);
	else if (read(ends[0], &refusal, sizeof refusal) == (ssize_t)sizeof refusal)
		say(refusal.what, refusal.error);
	close(ends[0]);
	return end.reason != CONFINE_FAILED;
}

/* ---- its life ---- */

/* False: there is no child any more. */
static bool reap(void)
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid != program)
			continue;
		end.status = status;
		program_ended = true;
	}
	return pid == 0;
}

static enum confine_reason live(int children)
{
	struct pollfd fds[2] = {{.fd = orders.lifeline, .events = POLLIN},
				{.fd = children, .events = POLLIN}};
	long until = now_msec() + (long)orders.seconds * 1000;
	struct signalfd_siginfo information;

	for (;;) {
		enum confine_reason reason;

		poll(fds, 2, TICK_MSEC);
		if (fds[1].revents != 0 && read(children, &information, sizeof information) > 0)
			reap();
		if (program_ended)
			return CONFINE_ENDED;
		if (fds[0].revents != 0)
			return CONFINE_ASKED;
		if (orders.seconds != 0 && now_msec() > until)
			return CONFINE_TIME;
		reason = watch_look(&orders);
		if (reason != CONFINE_ENDED)
			return reason;
	}
}

/* Again and again: what is killed may just have started another. */
static void end_all(void)
{
	while (reap()) {
		watch_kill(&orders);
		poll(NULL, 0, 1);
	}
}

/* ---- before and after ---- */

static bool prepare(int *children)
{
	sigset_t set;

	orders.nice = getpriority(PRIO_PROCESS, 0);
	if (orders.alone && getpid() != 1) {
		say("no pid namespace of its own", EINVAL);
		return false;
	}
	if (!privileges_drop(&orders)) {
		say("privileges cannot be given up", errno);
		return false;
	}
	fcntl(orders.status, F_SETFD, FD_CLOEXEC);
	fcntl(orders.lifeline, F_SETFD, FD_CLOEXEC);
	umask((mode_t)orders.umask);
	if (!orders.alone)
		prctl(PR_SET_CHILD_SUBREAPER, 1);
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	*children = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (*children < 0)
		say("a descriptor for signals", errno);
	return *children >= 0;
}

/* The head comes last, so that it is there only when all of it is. */
static void tell(void)
{
	if (orders.reports != NULL && lseek(orders.status, sizeof end, SEEK_SET) >= 0)
		end.files = reports_hand_back(&orders);
	if (pwrite(orders.status, &end, sizeof end, 0) != (ssize_t)sizeof end)
		_exit(2);
}

int main(int argc, char **argv)
{
	int children;

	if (!orders_read(argc, argv, &orders)) {
		fputs("racelab-warden is started by racelab\n", stderr);
		return 2;
	}
	if (prepare(&children)) {
		if (start())
			end.reason = live(children);
		end_all();
	}
	tell();
	_exit(0);
}
