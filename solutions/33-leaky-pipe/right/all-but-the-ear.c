/* SPDX-License-Identifier: MIT */
/*
 * The clerk keeps what it needs and closes all else, whoever opened it and for whom.  To know
 * where to stop, the highest descriptor of any tube is remembered.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* No tube is made between a look at the highest descriptor and the fork: the lock sees to that. */
static struct {
	pthread_mutex_t lock;
	int highest; /* guarded by lock */
} tubes = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* In the clerk.  What is not open there is closed in vain, and that does no harm. */
static void keep_only(int ear)
{
	for (int descriptor = STDERR_FILENO + 1; descriptor <= tubes.highest; descriptor++)
		if (descriptor != ear)
			close(descriptor);
}

static bool make_tube(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	if (ends[1] > tubes.highest)
		tubes.highest = ends[1];
	return true;
}

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	int ends[2];

	pthread_mutex_lock(&tubes.lock);
	if (!make_tube(ends)) {
		pthread_mutex_unlock(&tubes.lock);
		return false;
	}
	clerk->process = fork();
	if (clerk->process == 0) {
		/* The clerk's copy of the lock stays locked: nobody will ever want it. */
		keep_only(ends[0]);
		write_down(ends[0]);
		_exit(127); /* a clerk does not come back from there */
	}
	clerk->mouthpiece = ends[1];
	close(ends[0]);
	if (clerk->process < 0)
		close(ends[1]);
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
