/* SPDX-License-Identifier: MIT */
/* Reference for 12-scrap-heap: the top has a number that no state of the heap shares with another.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdint.h>

#define GROUND 0 /* beneath the lowest piece */

/*
 * The piece on top, and in the upper half how often the top was changed.  The same piece may come
 * to lie on top again, with something else beneath it: then the piece is the same, and the count
 * is not.  Both must be in one word, for the exchange compares one word and no more.  The count
 * comes round after four thousand million changes; nobody hesitates for so long.
 */
static atomic_uint_least64_t top;
/* Atomic, since a taker may read the chalk of a piece that another thread has taken and relabels.
 */
static atomic_uint beneath[HEAP_PIECES + 1];

static unsigned piece_of(uint_least64_t state)
{
	return (unsigned)(state & UINT32_MAX);
}

/* The state that comes after this one, with another piece on top. */
static uint_least64_t followed_by(uint_least64_t state, unsigned piece)
{
	return ((state >> 32) + 1) << 32 | piece;
}

void heap_open(unsigned pieces)
{
	atomic_store(&top, GROUND);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	uint_least64_t seen = atomic_load(&top);

	do
		atomic_store(&beneath[piece], piece_of(seen));
	while (!atomic_compare_exchange_strong(&top, &seen, followed_by(seen, piece)));
}

unsigned heap_take(void)
{
	uint_least64_t seen = atomic_load(&top);

	while (piece_of(seen) != GROUND) {
		/*
		 * This may be read when the piece is long gone, and then it says anything.  But
		 * then the top has been changed since, so the count is another, and the exchange
		 * fails.
		 */
		unsigned next = atomic_load(&beneath[piece_of(seen)]);

		if (atomic_compare_exchange_strong(&top, &seen, followed_by(seen, next)))
			break;
	}
	return piece_of(seen);
}
