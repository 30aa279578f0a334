/* SPDX-License-Identifier: MIT */
/* refused by screen: setsid */
/* Leaves a process behind that nobody waits for, in a session of its own. */
#include "lab.h"

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

	if (helper != 0)
		return helper;
	setsid();
	if (fork() == 0)
		for (;;)
			pause();
	errand();
	_exit(127);
}
