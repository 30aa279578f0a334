/* expect: dropped-work by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "After the exchange I have the piece, and nobody changes its chalk any more: read it again, and
 * if it says something else than before, set the top right."  By then others have built on the top
 * that was not right, and what they laid there is thrown off the heap with it.
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

		if (atomic_compare_exchange_strong(&top, &on_top, next)) {
			unsigned now = atomic_load(&beneath[on_top]);

			if (now != next)
				atomic_compare_exchange_strong(&top, &next, now);
			break;
		}
	}
	return on_top;
}
