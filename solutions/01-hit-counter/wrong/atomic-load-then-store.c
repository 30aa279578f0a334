/* expect: assertion by stress */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: every access is atomic now, and no tool complains.
 * Wrong: each access is one step, but the two together are not: a visit between them is lost.
 */
#include "lab.h"

#include <stdatomic.h>

static atomic_long hits;

void counter_reset(void)
{
	atomic_store(&hits, 0);
}

void counter_visit(void)
{
	long seen = atomic_load(&hits);

	atomic_store(&hits, seen + 1);
}

long counter_total(void)
{
	return atomic_load(&hits);
}
