/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 10 12 */
/*
 * read: twice, without waiting, while a child writes one byte and ends.  Two digits, one a read: 0:
 * there was nothing yet, 1: the byte, 2: the end of the pipe.
 */
#include "rules.h"

#include <fcntl.h>

static int ends[2];

static int look(void)
{
	char byte;
	ssize_t count = read(ends[0], &byte, 1);

	RULE(count != -1 || errno == EAGAIN);
	return count == -1 ? 0 : count == 1 ? 1 : 2;
}

int main(void)
{
	pid_t child;
	int first, second;

	RULE(pipe2(ends, O_NONBLOCK) == 0);
	child = fork();
	if (child == 0)
		_exit(write(ends[1], "x", 1) != 1);
	RULE(close(ends[1]) == 0);
	first = look();
	second = look();
	RULE(status_of(child) == 0);
	outcome(10 * first + second);
	return 0;
}
