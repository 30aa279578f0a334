/* SPDX-License-Identifier: MIT */
/*
 * The director does not merely let go of the mouthpiece, but says that nothing more will come.
 * shutdown() ends the stream itself, however many descriptors still lead to it; a pipe has no such
 * call, a pair of sockets has.
 */
#include "lab.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return false;
	clerk->process = fork();
	if (clerk->process == 0) {
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

	/* The copies that clerks hold of this end, this clerk too, are now the ends of a dead line. */
	shutdown(clerk->mouthpiece, SHUT_WR);
	close(clerk->mouthpiece);
	if (waitpid(clerk->process, &status, 0) != clerk->process || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}
