/* SPDX-License-Identifier: MIT */
/*
 * The scrap heap.  This is the file that you repair.
 *
 * Nobody ever waits here.  Each piece has the number of the one beneath it chalked on; whoever
 * wants to change the top says what it is and what it shall be, and if it is not what he said, he
 * looks again.
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

		if (atomic_compare_exchange_strong(&top, &on_top, next))
			break;
	}
	return on_top;
}
