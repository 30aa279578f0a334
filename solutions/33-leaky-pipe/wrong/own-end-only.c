/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * The clerk closes its own mouthpiece, and one clerk alone is well.  The second has got a copy of
 * the first one's too.
 */
#include "lab.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	int ends[2];

	if (pipe(ends) != 0)
		return false;
	clerk->process = fork();
	if (clerk->process == 0) {
		close(ends[1]);
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
