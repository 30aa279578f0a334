/* SPDX-License-Identifier: MIT */
/*
 * Nothing is shared: each reckoner sends its sum home through a pipe.  So few bytes are written whole or
 * not at all, whoever else writes.
 */
#include "lab.h"

#include <unistd.h>

static int letters[2];
static pid_t office;

void sheet_open(void)
{
	office = getpid();
	if (pipe(letters) != 0)
		letters[0] = letters[1] = -1;
}

void sheet_add(int reckoner, int first, int end)
{
	long part = 0;

	(void)reckoner;
	for (int n = first; n < end; n++)
		part += root(n);
	if (write(letters[1], &part, sizeof part) != sizeof part)
		_exit(1);
}

/* Read once: the sum is asked for again. */
long sheet_sum(void)
{
	static long sum;
	long part;

	if (getpid() == office && letters[1] >= 0) {
		close(letters[1]);
		letters[1] = -1;
	}
	while (read(letters[0], &part, sizeof part) == sizeof part)
		sum += part;
	return sum;
}
