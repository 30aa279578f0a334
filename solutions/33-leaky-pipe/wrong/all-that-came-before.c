/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * The clerk closes all descriptors below its own: those of the tubes that were there before it.
 * But numbers are given out again, the lowest first, and an older tube may have a higher one.
 */
#include "lab.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_older(const int ends[2])
{
	for (int descriptor = STDERR_FILENO + 1; descriptor <= ends[1]; descriptor++)
		if (descriptor != ends[0])
			close(descriptor);
}

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	int ends[2];

	if (pipe(ends) != 0)
		return false;
	clerk->process = fork();
	if (clerk->process == 0) {
		close_older(ends);
		write_down(ends[0]);
		_exit(127); /* a clerk does not come back from there */
	}
	clerk->mouthpiece = ends[1];
	close(ends[0]);
	if (clerk->process < 0)
		close(ends[1]);
	return clerk->process > 0;
}

bool clerk_dictate(const struct clerk *clerk, const char *words)
{
	size_t length = strlen(words);

	return write(clerk->mouthpiece, words, length) == (ssize_t)length;
}

int clerk_dismiss(struct clerk *clerk)
{
	int status;

	close(clerk->mouthpiece);
	if (waitpid(clerk->process, &status, 0) != clerk->process || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}
