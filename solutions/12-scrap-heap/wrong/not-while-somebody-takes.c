/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Nothing must come back while somebody reaches for the top: count those who do, and if there is
 * one, put the piece by the fence."  Now every exchange is sound, and each piece has one owner. But
 * a piece by the fence is on no heap, and nobody ever finds it.
 */
#include "lab.h"

#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static atomic_uint takers; /* who are reaching for the top */
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

	if (atomic_load(&takers) > 0)
		return;
	/* When the exchange fails, on_top is what lies there now. */
	do
		atomic_store(&beneath[piece], on_top);
	while (!atomic_compare_exchange_strong(&top, &on_top, piece));
}

unsigned heap_take(void)
{
	unsigned on_top;

	atomic_fetch_add(&takers, 1);
	on_top = atomic_load(&top);
	while (on_top != GROUND) {
		unsigned next = atomic_load(&beneath[on_top]);

		if (atomic_compare_exchange_strong(&top, &on_top, next))
			break;
	}
	atomic_fetch_sub(&takers, 1);
	return on_top;
}
