/* SPDX-License-Identifier: MIT */
#include "process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "calls.h"
#include "deadlock.h"
#include "fresh.h"
#include "noise.h"
#include "report.h"
#include "rt.h"
#include "watch.h"

static uint64_t stuck_runs;

static _Noreturn void run_in_child(void)
{
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	slot_forked();
	if (rt.lab->program)
		process_await_exit();
	fresh_run();
	_exit(0);
}

/* Has the child ended?  Waits for that up to a watch period; the child stays to be waited for. */
static bool has_ended(pid_t child, int descriptor)
{
	struct pollfd ended = {.fd = descriptor, .events = POLLIN};
	siginfo_t info = {0};

	if (descriptor >= 0)
		return poll(&ended, 1, WATCH_PERIOD_USEC / 1000) > 0;
	noise_sleep(WATCH_PERIOD_USEC);
	return waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
	       info.si_pid == child;
}

/* Until the child has ended, or stands still for ever: then true. */
static bool watch_child(pid_t child)
{
	/* Valgrind 3.19 does not know this call: there the child is asked for every few milliseconds. */
	int descriptor = (int)syscall(SYS_pidfd_open, child, 0);
	bool stuck = false;

	while (!stuck && !has_ended(child, descriptor))
		stuck = watch_stands_still();
	if (descriptor >= 0)
		close(descriptor);
	return stuck;
}

/* The run's process group, and whatever left it: as subreaper we inherit the strays. */
static int end_processes(pid_t child, bool stuck)
{
	int status = 0;

	if (stuck)
		kill(-child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	kill(-child, SIGKILL);
	for (unsigned i = 0; i < slot_count(); i++) {
		pid_t pid = slot_table->slots[i].pid;

		if (pid != child && pid > 1 && pid != getpid())
			kill(pid, SIGKILL);
	}
	while (waitpid(-1, NULL, 0) > 0)
		;
	return status;
}

static void report_end_of(int status)
{
	struct wire_finding *finding;

	if (atomic_load(&slot_table->run_completed) || atomic_load(&slot_table->run_stuck))
		return;
	if (rt.lab->program && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return; /* it became another program, or left by a system call of its own */
	finding = WIFSIGNALED(status)
			  ? report_begin(FINDING_CRASH, 0, "the program was killed by signal %d (%s)",
					 WTERMSIG(status), strsignal(WTERMSIG(status)))
			  : report_begin(FINDING_WRONG_EXIT, 0,
					 "the program ended by itself (status %d) before its work was done",
					 WEXITSTATUS(status));
	if (finding == NULL)
		return;
	report_place(finding, "main", "here", 0);
	report_end(finding);
}

/* A process that may be killed dies at the next point from run to run; in the first at none. */
static void choose_kill(void)
{
	uint64_t points = atomic_load(&slot_table->mortal_points);
	uint64_t turn = rt.run - 1;

	slot_table->kill_at = points == 0 ? 0 : turn % (points + 1);
}

bool process_enough(void)
{
	uint64_t most = rt.job->most_stuck;

	return most != 0 && stuck_runs >= most;
}

void process_run(void)
{
	pid_t child;
	bool stuck;

	choose_kill();
	lseek(STDIN_FILENO, 0, SEEK_SET); /* each run reads its input from the beginning */
	child = fork();
	if (child < 0)
		rt_broken("cannot fork a process for a run: %m");
	if (child == 0)
		run_in_child();
	stuck = watch_child(child);
	if (stuck) {
		deadlock_report();
		atomic_store(&slot_table->run_stuck, 1);
		stuck_runs++;
	}
	report_end_of(end_processes(child, stuck));
	report_run();
}
