/* SPDX-License-Identifier: MIT */
/*
 * Style: look, and change only what is still as you saw it.  The exchange fails if another visitor
 * came in between, and each failure means that somebody else got on.
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

	/* A failed exchange leaves the newer number in `seen`. */
	while (!atomic_compare_exchange_strong(&hits, &seen, seen + 1))
		;
}

long counter_total(void)
{
	return atomic_load(&hits);
}
