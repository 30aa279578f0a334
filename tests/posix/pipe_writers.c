/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 */
/* write: what two processes write into one pipe, PIPE_BUF or less at a time, is not mixed. */
#include "rules.h"

#include <string.h>

static int ends[2];

static pid_t writes(const char *word)
{
	pid_t child = fork();

	if (child == 0)
		_exit(write(ends[1], word, 2) != 2);
	return child;
}

int main(void)
{
	char got[5] = "";
	pid_t first, second;

	RULE(pipe(ends) == 0);
	first = writes("ab");
	second = writes("cd");
	RULE(status_of(first) == 0 && status_of(second) == 0);
	RULE(read(ends[0], got, 4) == 4);
	RULE(strcmp(got, "abcd") == 0 || strcmp(got, "cdab") == 0);
	outcome(got[0] == 'a' ? 1 : 2);
	return 0;
}
