/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "Lock-free code goes wrong for lack of a fence: put one wherever there could be one."  There is
 * no disorder here that a fence could mend: each step happens in order, and in full sight.  It is
 * what the steps are that is wrong.
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

	atomic_thread_fence(memory_order_seq_cst);
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

		atomic_thread_fence(memory_order_seq_cst);
		if (atomic_compare_exchange_strong(&top, &on_top, next))
			break;
	}
	return on_top;
}
