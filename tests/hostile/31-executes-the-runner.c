/* SPDX-License-Identifier: MIT */
/* fails by explore: unsupported */
/* Becomes the runner, with an object of its own choice. */
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
	char *const words[] = {"/proc/self/exe", "/tmp/lab.so", "3", NULL};

	if (helper == 0) {
		execv(words[0], words);
		errand();
		_exit(127);
	}
	return helper;
}
