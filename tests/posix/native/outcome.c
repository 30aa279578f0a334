/* SPDX-License-Identifier: MIT */
/* What outcome() does in a program of rules that runs as it is: the number on a line of its own. */
#include <stdio.h>

void outcome(long value)
{
	printf("%ld\n", value);
}
