/* expect: deadlock by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * If there is never more than one tube, no clerk can get another's mouthpiece.  Who wants a second
 * clerk waits until the first is dismissed, and it may be he who is to dismiss him.
 */
#include "lab.h"

#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static sem_t tube; /* posted: nobody has it */

static void set_up(void)
{
	sem_init(&tube, 0, 1);
}

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	int ends[2];

	pthread_once(&once, set_up);
	sem_wait(&tube);
	if (pipe(ends) != 0) {
		sem_post(&tube);
		return false;
	}
	clerk->process = fork();
	if (clerk->process == 0) {
		close(ends[1]);
		write_down(ends[0]);
		_exit(127); /* a clerk does not come back from there */
	}
	clerk->mouthpiece = ends[1];
	close(ends[0]);
	if (clerk->process < 0) {
		close(ends[1]);
		sem_post(&tube);
	}
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
	sem_post(&tube);
	return WEXITSTATUS(status);
}
