/* SPDX-License-Identifier: MIT */
#include "capture.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "die.h"
#include "text.h"

#define MOST (64 * 1024)

static void read_all(int fd, struct text *text)
{
	char bytes[4096];
	ssize_t got;

	/* Read to the end even when there is room no more, or the writer would wait for ever. */
	while ((got = read(fd, bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR))
		if (got > 0 && text->length < MOST)
			text_add(text, bytes, (size_t)got);
}

static int start(const char *const *argv, int output, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int error;

	if (posix_spawn_file_actions_init(&actions) != 0)
		die("out of memory");
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
	error = posix_spawnp(pid, argv[0], &actions, NULL, (char *const *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

bool capture_run(const char *const *argv, char **output)
{
	struct text text = {0};
	int ends[2], status = -1, error;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		die("no pipe to %s: %s", argv[0], strerror(errno));
	error = start(argv, ends[1], &pid);
	close(ends[1]);
	if (error != 0) {
		text_printf(&text, "cannot run %s: %s; is it installed?", argv[0], strerror(error));
	} else {
		read_all(ends[0], &text);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	close(ends[0]);
	*output = text_take(&text);
	return status == 0;
}
