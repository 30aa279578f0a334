/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/* waitpid: with WNOHANG the child may have ended, or not yet. */
#include "rules.h"

int main(void)
{
	pid_t child = fork(), told;

	if (child == 0)
		_exit(0);
	told = waitpid(child, NULL, WNOHANG);
	RULE(told == 0 || told == child);
	if (told == 0)
		RULE(status_of(child) == 0);
	outcome(told == child);
	return 0;
}
