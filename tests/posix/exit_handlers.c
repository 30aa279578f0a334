/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* atexit and exit, in one process; exit.c has what a parent sees of it. */
#include "rules.h"

static int calls;

/* atexit: the one that was registered first runs last. */
static void runs_last(void)
{
	RULE(++calls == 33);
}

/* atexit: what a handler registers runs next, */
static void registered_late(void)
{
	RULE(++calls == 31);
}

/* ... before those that were there earlier. */
static void registers_another(void)
{
	RULE(++calls == 30);
	RULE(atexit(registered_late) == 0);
}

static void runs_after_that(void)
{
	RULE(++calls == 32);
}

/* limits.h, ATEXIT_MAX: 32 can be registered at least; a function may be there more than once. */
static void runs_often(void)
{
	calls++;
}

int main(void)
{
	RULE(atexit(runs_last) == 0);
	RULE(atexit(runs_after_that) == 0);
	RULE(atexit(registers_another) == 0);
	for (int i = 0; i < 29; i++)
		RULE(atexit(runs_often) == 0);
	return 0; /* as exit(0) */
}
