/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Count the changes of the top, and compare the count, too.  Two bits are enough: who could change
 * it four times while I reach out my hand?"  Somebody who takes three pieces and lays one back.
 * Then the count has come round, and is the same again, like the piece.
 */
#include "lab.h"

#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static atomic_uint top; /* the piece in the lower four bits, the count in the two above */
static atomic_uint beneath[HEAP_PIECES + 1];

static unsigned piece_of(unsigned state)
{
	return state & 15;
}

static unsigned followed_by(unsigned state, unsigned piece)
{
	return ((state + 16) & 48) | piece;
}

void heap_open(unsigned pieces)
{
	atomic_store(&top, GROUND);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	unsigned seen = atomic_load(&top);

	do
		atomic_store(&beneath[piece], piece_of(seen));
	while (!atomic_compare_exchange_strong(&top, &seen, followed_by(seen, piece)));
}

unsigned heap_take(void)
{
	unsigned seen = atomic_load(&top);

	while (piece_of(seen) != GROUND) {
		unsigned next = atomic_load(&beneath[piece_of(seen)]);

		if (atomic_compare_exchange_strong(&top, &seen, followed_by(seen, next)))
			break;
	}
	return piece_of(seen);
}
