/* SPDX-License-Identifier: MIT */
/* fails by explore: livelock */
/* Each process starts another, and none waits. */
#include "lab.h"

#include <unistd.h>

void journal_open(void)
{
}

void journal_write(const char *line)
{
	(void)line;
}

int journal_lines(void)
{
	return 0;
}

int journal_letters(void)
{
	return 0;
}

pid_t helper_send(void (*errand)(void))
{
	(void)errand;
	for (;;)
		fork();
}
