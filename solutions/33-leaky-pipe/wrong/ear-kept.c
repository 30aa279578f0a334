/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Every clerk closes what is not its own, but the director keeps the other end of every tube: a
 * day's clerks use up the descriptors of the process.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
	pthread_mutex_t lock;
	int highest; /* guarded by lock */
} tubes = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void keep_only(int ear)
{
	for (int descriptor = STDERR_FILENO + 1; descriptor <= tubes.highest; descriptor++)
		if (descriptor != ear)
			close(descriptor);
}

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	int ends[2];

	pthread_mutex_lock(&tubes.lock);
	if (pipe(ends) != 0) {
		pthread_mutex_unlock(&tubes.lock);
		return false;
	}
	if (ends[1] > tubes.highest)
		tubes.highest = ends[1];
	clerk->process = fork();
	if (clerk->process == 0) {
		keep_only(ends[0]);
		write_down(ends[0]);
		_exit(127); /* a clerk does not come back from there */
	}
	clerk->mouthpiece = ends[1];
	pthread_mutex_unlock(&tubes.lock);
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
