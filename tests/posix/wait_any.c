/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 */
/* wait: of two children either may be told of first. */
#include "rules.h"

int main(void)
{
	int first, second;

	for (int number = 1; number <= 2; number++)
		if (fork() == 0)
			_exit(number);
	RULE(wait(&first) > 0 && wait(&second) > 0);
	RULE(WEXITSTATUS(first) + WEXITSTATUS(second) == 3);
	outcome(WEXITSTATUS(first));
	return 0;
}
