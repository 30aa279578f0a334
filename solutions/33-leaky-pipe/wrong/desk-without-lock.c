/* expect: data-race by helgrind */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/* The list of mouthpieces, kept by several threads at once without a lock. */
#include "lab.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
	int open;
	int mouthpiece[CLERKS];
} desk;

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
	enter(ends[1]);
	clerk->process = fork();
	if (clerk->process == 0) {
		clear_desk();
		write_down(ends[0]);
		_exit(127); /* a clerk does not come back from there */
	}
	clerk->mouthpiece = ends[1];
	close(ends[0]);
	if (clerk->process < 0) {
		strike_out(ends[1]);
		close(ends[1]);
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

	strike_out(clerk->mouthpiece);
	close(clerk->mouthpiece);
	if (waitpid(clerk->process, &status, 0) != clerk->process || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}
