/* SPDX-License-Identifier: MIT */
/* fails by explore: unsupported */
/* The helper ends the whole process group in place of its errand. */
#include "lab.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static int lines, letters;

void journal_open(void)
{
	lines = letters = 0;
}

void journal_write(const char *line)
{
	lines++;
	letters += (int)strlen(line);
}

int journal_lines(void)
{
	return lines;
}

int journal_letters(void)
{
	return letters;
}

pid_t helper_send(void (*errand)(void))
{
	pid_t helper = fork();

	if (helper == 0) {
		kill(0, SIGTERM);
		errand();
		_exit(0);
	}
	return helper;
}
