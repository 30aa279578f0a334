/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "The trouble comes from trying again with what one saw before: try once, and if the top has
 * changed, go home."  It does not come from there, since the one who fails looks anew.  And now
 * people are sent away from a heap that is full of scrap.
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
	unsigned next;

	if (on_top == GROUND)
		return 0;
	next = atomic_load(&beneath[on_top]);
	return atomic_compare_exchange_strong(&top, &on_top, next) ? on_top : 0;
}
