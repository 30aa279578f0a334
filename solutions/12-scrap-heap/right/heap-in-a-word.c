/* SPDX-License-Identifier: MIT */
/*
 * Style: the whole heap in one word, four bits a piece, the top in the lowest.  Where the word
 * holds all that there is, the same word is the same heap: it may have been away and come back, and
 * nothing is lost by not knowing.  It costs nothing, but there is no room for a sixteenth piece.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdint.h>

#define BITS 4

static atomic_uint_least64_t heap;

void heap_open(unsigned pieces)
{
	atomic_store(&heap, 0);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	uint_least64_t seen = atomic_load(&heap);

	while (!atomic_compare_exchange_strong(&heap, &seen, seen << BITS | piece))
		;
}

unsigned heap_take(void)
{
	uint_least64_t seen = atomic_load(&heap);

	while (seen != 0)
		if (atomic_compare_exchange_strong(&heap, &seen, seen >> BITS))
			break;
	return seen & ((1u << BITS) - 1);
}
