/* SPDX-License-Identifier: MIT */
#include "capture.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "die.h"
#include "text.h"

#define MOST	(64 * 1024)
#define SECONDS 60 /* a lab compiles in one: this ends `#include` of a pipe that nobody writes */
#define LIVE	16

/* Process groups of the programs now alive, for the signal handler: 0 is a free place. */
static _Atomic pid_t live[LIVE];

static void replace(pid_t old, pid_t new)
{
	for (unsigned i = 0; i < LIVE; i++) {
		pid_t it = old;

		if (atomic_compare_exchange_strong(&live[i], &it, new))
			return;
	}
	bug("more than %d compilers at once", LIVE);
}

void capture_kill_all(void)
{
	for (unsigned i = 0; i < LIVE; i++) {
		pid_t group = atomic_load(&live[i]);

		if (group > 0)
			kill(-group, SIGKILL);
	}
}

static long now_msec(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* What a program says, and how much of it is kept. */
struct saying {
	struct text text;
	size_t most;
	bool whole; /* more than that is not dropped but ends the program */
	bool cut;   /* ... and has */
};

/* Until all who could write are gone.  False: the time is up, or they say too much. */
static bool read_all(int fd, struct saying *saying)
{
	long end = now_msec() + SECONDS * 1000;
	char bytes[4096];

	for (;;) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		long left = end - now_msec();
		ssize_t got;

		if (left <= 0 || (saying->whole && saying->text.length >= saying->most))
			return false;
		if (poll(&ready, 1, (int)left) <= 0)
			continue;
		got = read(fd, bytes, sizeof bytes);
		if (got == 0 || (got < 0 && errno != EINTR))
			return true;
		/* Read even when there is room no more, or the writer would wait for ever. */
		if (got > 0 && saying->text.length < saying->most)
			text_add(&saying->text, bytes, (size_t)got);
	}
}

/* In a group of its own, so that what it starts (cc1, ld) can be ended with it. */
static int start(const char *const *argv, int output, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int error;

	if (posix_spawn_file_actions_init(&actions) != 0 || posix_spawnattr_init(&attributes) != 0)
		die("out of memory");
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
	error = posix_spawnp(pid, argv[0], &actions, &attributes, (char *const *)argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* Its exit status as from waitpid(). */
static int attend(pid_t pid, const char *name, int from, struct saying *saying)
{
	int status = -1;

	replace(0, pid);
	if (!read_all(from, saying)) {
		saying->cut = saying->whole && saying->text.length >= saying->most;
		if (!saying->cut)
			text_printf(&saying->text,
				    "%s was ended after %d seconds: does the file include one that has "
				    "no end?",
				    name, SECONDS);
		kill(-pid, SIGKILL);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	replace(pid, 0);
	return status;
}

static bool run(const char *const *argv, struct saying *saying, char **output)
{
	int ends[2], status = -1, error;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		die("no pipe to %s: %s", argv[0], strerror(errno));
	error = start(argv, ends[1], &pid);
	close(ends[1]);
	if (error != 0)
		text_printf(&saying->text, "cannot run %s: %s; is it installed?", argv[0],
			    strerror(error));
	else
		status = attend(pid, argv[0], ends[0], saying);
	close(ends[0]);
	*output = text_take(&saying->text);
	return status == 0 || saying->cut;
}

bool capture_run(const char *const *argv, char **output)
{
	struct saying saying = {.most = MOST};

	return run(argv, &saying, output);
}

bool capture_text(const char *const *argv, size_t most, bool *cut, char **output)
{
	struct saying saying = {.most = most, .whole = true};
	bool good = run(argv, &saying, output);

	*cut = saying.cut;
	return good;
}
