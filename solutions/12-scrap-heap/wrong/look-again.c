/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Just before the exchange, look once more whether all is as it was: the same piece on top, the
 * same chalk on it."  Nearly always that is soon enough.  But the exchange is a step of its own,
 * and whatever can happen before the second look can happen after it.
 */
#include "lab.h"

#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static atomic_uint top;
static atomic_uint beneath[HEAP_PIECES + 1]; /* the chalk on each piece */

void heap_open(unsigned pieces)
{
	atomic_store(&top, GROUND);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	unsigned on_top = atomic_load(&top);

	/* When the exchange fails, on_top is what lies there now. */
	do
		atomic_store(&beneath[piece], on_top);
	while (!atomic_compare_exchange_strong(&top, &on_top, piece));
}

unsigned heap_take(void)
{
	unsigned on_top = atomic_load(&top);

	while (on_top != GROUND) {
		unsigned next = atomic_load(&beneath[on_top]);

		if (atomic_load(&top) != on_top || atomic_load(&beneath[on_top]) != next)
			on_top = atomic_load(&top);
		else if (atomic_compare_exchange_strong(&top, &on_top, next))
			break;
	}
	return on_top;
}
