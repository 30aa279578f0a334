/* SPDX-License-Identifier: MIT */
#include "capture.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "confine.h"
#include "die.h"
#include "text.h"

#define MOST	(64 * 1024)
#define PATIENCE 5 /* seconds more for a confined one, which ends itself after that time */
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
static bool read_all(int fd, int seconds, struct saying *saying)
{
	long end = now_msec() + seconds * 1000;
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

/* One program, confined or not. */
struct run {
	const char *name;
	const char *const *words;
	const struct confined *confined; /* NULL: it is not */
};

/* In a group of its own, so that what it starts (cc1, ld) can be ended with it. */
static int start(const struct run *run, int output, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	char **environment = run->confined != NULL ? run->confined->environment : environ;
	int error;

	if (posix_spawn_file_actions_init(&actions) != 0 || posix_spawnattr_init(&attributes) != 0)
		die("out of memory");
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
	/* To itself: it stays open over exec. */
	for (unsigned i = 0; run->confined != NULL && i < CONFINE_INHERITED; i++)
		if (run->confined->inherited[i] >= 0)
			posix_spawn_file_actions_adddup2(&actions, run->confined->inherited[i],
							 run->confined->inherited[i]);
	error = posix_spawnp(pid, run->words[0], &actions, &attributes, (char *const *)run->words,
			     environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static void end_now(const struct run *run, pid_t pid, int from, struct saying *saying)
{
	saying->cut = saying->whole && saying->text.length >= saying->most;
	if (!saying->cut)
		text_printf(&saying->text,
			    "%s was ended after %d seconds: does the file include one that has no "
			    "end?",
			    run->name, SECONDS);
	if (run->confined != NULL) {
		struct saying last = {.most = 0};

		confine_stop(run->confined);
		read_all(from, PATIENCE, &last);
	}
	kill(-pid, SIGKILL);
}

/* Its exit status as from waitpid(). */
static int attend(const struct run *run, pid_t pid, int from, struct saying *saying)
{
	int status = -1, seconds = run->confined != NULL ? SECONDS + PATIENCE : SECONDS;

	/* A warden without a namespace ends the rest only when it is not killed, but sees us go. */
	bool registered = run->confined == NULL || run->confined->contained;

	if (registered)
		replace(0, pid);
	if (!read_all(from, seconds, saying))
		end_now(run, pid, from, saying);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (registered)
		replace(pid, 0);
	return status;
}

/* False: it could not be started, as the text says. */
static bool run_it(const struct run *run, int *status, struct saying *saying)
{
	int ends[2], error;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		die("no pipe to %s: %s", run->name, strerror(errno));
	error = start(run, ends[1], &pid);
	close(ends[1]);
	if (error != 0)
		text_printf(&saying->text, "cannot run %s: %s; is it installed?", run->words[0],
			    strerror(error));
	else
		*status = attend(run, pid, ends[0], saying);
	close(ends[0]);
	return error == 0;
}

/* What the confinement has to say of the end comes after the program's own words. */
static void add_end(struct confined *confined, const char *name, int *status, struct text *text)
{
	char *stopped = NULL, *error = NULL;
	bool overtime;

	if (!confine_end(confined, status, &stopped, &overtime, &error)) {
		text_printf(text, "%s%s: %s", text->length > 0 ? "\n" : "", name, error);
		*status = -1;
	} else if (stopped != NULL) {
		text_printf(text, "%s%s was ended: %s", text->length > 0 ? "\n" : "", name,
			    stopped);
		*status = -1;
	}
	free(stopped);
	free(error);
}

static bool run_confined(struct confined *confined, const char *name, struct saying *saying,
			 char **output)
{
	const struct run run = {name, (const char *const *)confined->words, confined};
	int status = -1;

	if (run_it(&run, &status, saying) && !saying->cut)
		add_end(confined, name, &status, &saying->text);
	confine_release(confined);
	*output = text_take(&saying->text);
	return status == 0 || saying->cut;
}

static bool run_free(const char *const *argv, struct saying *saying, char **output)
{
	const struct run run = {.name = argv[0], .words = argv};
	int status = -1;

	run_it(&run, &status, saying);
	*output = text_take(&saying->text);
	return status == 0 || saying->cut;
}

static bool run_either(const struct confine *confine, const char *const *argv,
		       struct saying *saying, char **output)
{
	struct confined confined;

	if (confine == NULL)
		return run_free(argv, saying, output);
	if (!confine_begin(confine, (char *const *)argv, NULL, &confined, output))
		return false;
	return run_confined(&confined, argv[0], saying, output);
}

bool capture_run(const struct confine *confine, const char *const *argv, char **output)
{
	struct saying saying = {.most = MOST};

	return run_either(confine, argv, &saying, output);
}

bool capture_text(const struct confine *confine, const char *const *argv, size_t most, bool *cut,
		  char **output)
{
	struct saying saying = {.most = most, .whole = true};
	bool good = run_either(confine, argv, &saying, output);

	*cut = saying.cut;
	return good;
}

bool capture_confined(struct confined *confined, const char *name, char **output)
{
	struct saying saying = {.most = MOST};

	return run_confined(confined, name, &saying, output);
}
