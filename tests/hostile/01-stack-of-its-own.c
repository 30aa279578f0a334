/* SPDX-License-Identifier: MIT */
/* refused by screen: sigaltstack */
/* Leaves no stack to report its crash on. */
#include <signal.h>
#include <stddef.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	stack_t off = {.ss_flags = SS_DISABLE};

	hits++;
	sigaltstack(&off, NULL);
}

long counter_total(void)
{
	return hits;
}
