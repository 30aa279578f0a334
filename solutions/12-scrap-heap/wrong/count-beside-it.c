/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Count the changes in a variable of its own, and exchange only if the count has not moved."  A
 * whole word for the count, so it never comes round.  But the exchange compares the top alone, and
 * between the look at the count and the exchange the top may change and change back.
 */
#include "lab.h"

#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static atomic_uint top;
static atomic_uint changes;		     /* of the top */
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
	atomic_fetch_add(&changes, 1);
}

unsigned heap_take(void)
{
	for (;;) {
		unsigned count = atomic_load(&changes);
		unsigned on_top = atomic_load(&top);
		unsigned next = atomic_load(&beneath[on_top]);

		if (on_top == GROUND)
			return GROUND;
		if (atomic_load(&changes) != count)
			continue;
		if (atomic_compare_exchange_strong(&top, &on_top, next)) {
			atomic_fetch_add(&changes, 1);
			return on_top;
		}
	}
}
