/* expect: deadlock by stress */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * The list has a lock, and no access to it is without.  But a tube is there before it is on the
 * list, and a clerk that is forked in between does not know of it.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
	pthread_mutex_t lock;
	/* guarded by lock: */
	int open;
	int mouthpiece[CLERKS];
} desk = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void enter(int mouthpiece)
{
	desk.mouthpiece[desk.open++] = mouthpiece;
}

static void strike_out(int mouthpiece)
{
	int at = 0;

	while (desk.mouthpiece[at] != mouthpiece)
		at++;
	desk.mouthpiece[at] = desk.mouthpiece[--desk.open];
}

static void clear_desk(void)
{
	for (int i = 0; i < desk.open; i++)
		close(desk.mouthpiece[i]);
}

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	int ends[2];

	if (pipe(ends) != 0)
		return false;
	pthread_mutex_lock(&desk.lock);
	clerk->process = fork();
	if (clerk->process == 0) {
		clear_desk();
		pthread_mutex_unlock(&desk.lock);
		close(ends[1]);
		write_down(ends[0]);
		_exit(127); /* a clerk does not come back from there */
	}
	clerk->mouthpiece = ends[1];
	close(ends[0]);
	if (clerk->process > 0)
		enter(ends[1]);
	else
		close(ends[1]);
	pthread_mutex_unlock(&desk.lock);
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

	pthread_mutex_lock(&desk.lock);
	strike_out(clerk->mouthpiece);
	close(clerk->mouthpiece);
	pthread_mutex_unlock(&desk.lock);
	if (waitpid(clerk->process, &status, 0) != clerk->process || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}
