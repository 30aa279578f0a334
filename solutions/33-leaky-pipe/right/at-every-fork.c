/* SPDX-License-Identifier: MIT */
/*
 * The library's own way: handlers that clear the desk at any fork of the program, also at one that
 * somebody else makes.  A tube is on the list before its clerk is forked, so that the handler
 * finds it.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
	pthread_mutex_t lock;
	/* guarded by lock: */
	bool taken[CLERKS];
	int mouthpiece[CLERKS];
} desk = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void hold_desk(void)
{
	pthread_mutex_lock(&desk.lock);
}

static void free_desk(void)
{
	pthread_mutex_unlock(&desk.lock);
}

static void clear_desk(void)
{
	for (int i = 0; i < CLERKS; i++)
		if (desk.taken[i])
			close(desk.mouthpiece[i]);
	free_desk();
}

static void set_up(void)
{
	pthread_atfork(hold_desk, free_desk, clear_desk);
}

/* Both halves with the lock: no fork sees a tube that is not on the list, or the reverse. */
static bool make_tube(int ends[2])
{
	int place = 0;
	bool made;

	hold_desk();
	while (desk.taken[place])
		place++;
	made = pipe(ends) == 0;
	if (made)
		desk.mouthpiece[place] = ends[1];
	desk.taken[place] = made;
	free_desk();
	return made;
}

static void close_tube(int mouthpiece)
{
	hold_desk();
	for (int i = 0; i < CLERKS; i++)
		if (desk.taken[i] && desk.mouthpiece[i] == mouthpiece)
			desk.taken[i] = false;
	close(mouthpiece);
	free_desk();
}

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	int ends[2];

	pthread_once(&once, set_up);
	if (!make_tube(ends))
		return false;
	clerk->process = fork();
	if (clerk->process == 0) {
		write_down(ends[0]);
		_exit(127); /* a clerk does not come back from there */
	}
	clerk->mouthpiece = ends[1];
	close(ends[0]); /* a clerk that got a copy of it only listens, and keeps nobody waiting */
	if (clerk->process < 0)
		close_tube(ends[1]);
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

	close_tube(clerk->mouthpiece);
	if (waitpid(clerk->process, &status, 0) != clerk->process || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}
