/* SPDX-License-Identifier: MIT */
/*
 * Reference for 33-leaky-pipe: the director keeps a list of the mouthpieces on the desk, and every
 * new clerk first of all closes its copies of them.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The lock guards the list, and more than that: that the list is true whenever somebody forks.  A
 * tube is made and entered, or closed and struck out, in one go, and no fork comes in between.
 */
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

/*
 * In the clerk.  fork() has copied every descriptor, and a pipe ends only when all copies of its
 * write end are closed: the clerk's own, or it would wait for itself, and all the others, or the
 * other clerks would wait for this one.  Close-on-exec would not help: no clerk calls exec.
 */
static void clear_desk(void)
{
	for (int i = 0; i < desk.open; i++)
		close(desk.mouthpiece[i]);
}

/* With the lock. */
static bool put_to_work(struct clerk *clerk, void (*write_down)(int ear))
{
	int ends[2];

	if (pipe(ends) != 0)
		return false;
	clerk->mouthpiece = ends[1];
	enter(clerk->mouthpiece);
	clerk->process = fork();
	if (clerk->process == 0) {
		clear_desk();
		pthread_mutex_unlock(&desk.lock); /* the clerk's copy; its only thread holds it */
		write_down(ends[0]);
		_exit(127); /* a clerk does not come back from there */
	}
	close(ends[0]); /* still with the lock: no other clerk gets a copy of this end either */
	if (clerk->process < 0) {
		strike_out(clerk->mouthpiece);
		close(clerk->mouthpiece);
	}
	return clerk->process > 0;
}

bool clerk_hire(struct clerk *clerk, void (*write_down)(int ear))
{
	bool hired;

	pthread_mutex_lock(&desk.lock);
	hired = put_to_work(clerk, write_down);
	pthread_mutex_unlock(&desk.lock);
	return hired;
}

bool clerk_dictate(const struct clerk *clerk, const char *words)
{
	size_t length = strlen(words);

	return write(clerk->mouthpiece, words, length) == (ssize_t)length;
}

int clerk_dismiss(struct clerk *clerk)
{
	int status;

	/*
	 * Struck out and closed in one go: once it is closed, the number may be given to another tube,
	 * and a clerk that found it in the list would close what it is to listen at.
	 */
	pthread_mutex_lock(&desk.lock);
	strike_out(clerk->mouthpiece);
	close(clerk->mouthpiece);
	pthread_mutex_unlock(&desk.lock);
	if (waitpid(clerk->process, &status, 0) != clerk->process || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}
