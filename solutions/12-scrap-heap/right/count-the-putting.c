/* SPDX-License-Identifier: MIT */
/*
 * Style: a count beside the piece as in the reference, with two savings.  Only putting counts,
 * since without it no piece ever comes back to the top.  And instead of sequential consistency
 * there are the weaker orders that suffice: who takes must see (acquire) what was written before
 * the piece was laid down (release).  The chalk itself may be relaxed: its reader trusts it only
 * when the exchange confirms it.  It costs the proof: explore takes these orders as if they were
 * strong.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdint.h>

#define GROUND 0 /* beneath the lowest piece */

static atomic_uint_least64_t top; /* the piece, and above it how often one was put on top */
static atomic_uint beneath[HEAP_PIECES + 1];

void heap_open(unsigned pieces)
{
	atomic_store(&top, GROUND);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	uint_least64_t seen = atomic_load_explicit(&top, memory_order_relaxed), mine;

	do {
		atomic_store_explicit(&beneath[piece], (unsigned)(seen & UINT32_MAX),
				      memory_order_relaxed);
		mine = ((seen >> 32) + 1) << 32 | piece;
	} while (!atomic_compare_exchange_weak_explicit(&top, &seen, mine, memory_order_release,
							memory_order_relaxed));
}

unsigned heap_take(void)
{
	uint_least64_t seen = atomic_load_explicit(&top, memory_order_acquire);

	while ((seen & UINT32_MAX) != GROUND) {
		unsigned next =
			atomic_load_explicit(&beneath[seen & UINT32_MAX], memory_order_relaxed);

		if (atomic_compare_exchange_weak_explicit(&top, &seen, (seen >> 32) << 32 | next,
							  memory_order_acquire,
							  memory_order_acquire))
			break;
	}
	return (unsigned)(seen & UINT32_MAX);
}
