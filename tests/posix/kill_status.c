/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/* kill: 0: the child had ended by itself already, a zombie feels nothing; 1: it was killed. */
#include "rules.h"

#include <signal.h>

int main(void)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(0);
	RULE(kill(child, SIGKILL) == 0);
	status = status_of(child);
	RULE(status == 0 || WTERMSIG(status) == SIGKILL);
	outcome(status != 0);
	return 0;
}
