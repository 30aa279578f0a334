/* SPDX-License-Identifier: MIT */
/* Style: a C11 atomic.  atomic_fetch_add reads, adds and writes in one indivisible step. */
#include "lab.h"

#include <stdatomic.h>

static atomic_long hits;

void counter_reset(void)
{
	atomic_store(&hits, 0);
}

void counter_visit(void)
{
	/* Relaxed would do: visitors share only this number, and the joins order the total. */
	atomic_fetch_add(&hits, 1);
}

long counter_total(void)
{
	return atomic_load(&hits);
}
