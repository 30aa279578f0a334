/* SPDX-License-Identifier: MIT */
/* refused by screen: _setjmp */
/* Jumps out of a visit, back into a call that has returned, in another thread. */
#include <setjmp.h>

#include "lab.h"

static long hits;
static jmp_buf home;

void counter_reset(void)
{
	hits = 0;
	if (setjmp(home) != 0)
		return;
}

void counter_visit(void)
{
	longjmp(home, 1);
}

long counter_total(void)
{
	return hits;
}
