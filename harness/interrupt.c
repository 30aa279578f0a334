/* SPDX-License-Identifier: MIT */
#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "capture.h"
#include "die.h"
#include "files.h"
#include "launch.h"
#include "progress.h"
#include "work_folder.h"

/* From the handler, which may do next to nothing, to the thread that may do everything. */
static int pipe_ends[2];

/* Set before any child is killed. */
static atomic_bool pending;

/* What the next Ctrl-C is to set instead; NULL: nothing. */
static _Atomic uint32_t *_Atomic soft;
static atomic_bool came;

void interrupt_soften(_Atomic uint32_t *flag)
{
	atomic_store(&soft, flag);
}

bool interrupt_came(void)
{
	return atomic_load(&came);
}

static bool only_sets_the_flag(int number)
{
	_Atomic uint32_t *flag = number == SIGINT ? atomic_exchange(&soft, NULL) : NULL;

	if (flag == NULL)
		return false;
	atomic_store(flag, 1);
	atomic_store(&came, true);
	return true;
}

static void handler(int number)
{
	unsigned char byte = (unsigned char)number;
	int saved = errno;
	ssize_t ignored;

	if (only_sets_the_flag(number))
		return;
	atomic_store(&pending, true);
	launch_kill_all();
	capture_kill_all();
	ignored = write(pipe_ends[1], &byte, 1);
	(void)ignored;
	errno = saved;
}

/* The main thread still works meanwhile, so runners are killed again at the very end. */
static void *tidy(void *unused)
{
	unsigned char number;
	ssize_t got;

	(void)unused;
	do
		got = read(pipe_ends[0], &number, 1);
	while (got < 0 && errno == EINTR);
	if (got != 1)
		return NULL;
	files_abandon();
	work_folders_remove_all();
	progress_clear();
	launch_kill_all();
	capture_kill_all();
	_exit(128 + number);
}

static void watch_for(int number)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, old;

	sigfillset(&action.sa_mask);
	/* nohup and background jobs of a script have their reasons. */
	if (sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_IGN)
		return;
	if (sigaction(number, &action, NULL) != 0)
		bug("signal %d cannot be caught", number);
}

void interrupt_init(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
	pthread_t thread;

	if (pipe2(pipe_ends, O_CLOEXEC) != 0)
		die("no pipe can be made: %s; raise the limit of open files (ulimit -n)",
		    strerror(errno));
	if (pthread_create(&thread, NULL, tidy, NULL) != 0)
		die("no thread can be made; raise the limit of processes (ulimit -u)");
	pthread_detach(thread);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		watch_for(numbers[i]);
}

void interrupt_hold(void)
{
	/* tidy() ends the process. */
	while (atomic_load(&pending))
		pause();
}
