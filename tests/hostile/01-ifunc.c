/* SPDX-License-Identifier: MIT */
/* refused by screen: attribute ifunc */
/* Chooses its function while it is loaded: code before the runner has begun. */
#include "lab.h"

static void visit_badly(void)
{
}

static void (*choose(void))(void)
{
	return visit_badly;
}

__attribute__((ifunc("choose"))) void visit_somehow(void);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	visit_somehow();
}

long counter_total(void)
{
	return hits;
}
