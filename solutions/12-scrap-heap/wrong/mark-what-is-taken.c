/* expect: livelock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "Write on each piece that it is taken.  Who comes to have one that bears the mark already passes
 * on to the next."  So no piece has two owners for now.  But the heap still goes on beneath it with
 * what another one owns; when that one lays it back, the pile closes to a circle, and who takes
 * from it goes round and round.
 */
#include "lab.h"

#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static atomic_uint top;
static atomic_uint beneath[HEAP_PIECES + 1]; /* the chalk on each piece */

static atomic_flag taken[HEAP_PIECES + 1];

void heap_open(unsigned pieces)
{
	atomic_store(&top, GROUND);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	unsigned on_top = atomic_load(&top);

	atomic_flag_clear(&taken[piece]);
	/* When the exchange fails, on_top is what lies there now. */
	do
		atomic_store(&beneath[piece], on_top);
	while (!atomic_compare_exchange_strong(&top, &on_top, piece));
}

unsigned heap_take(void)
{
	for (;;) {
		unsigned on_top = atomic_load(&top);

		if (on_top == GROUND)
			return GROUND;
		if (!atomic_compare_exchange_strong(&top, &on_top, atomic_load(&beneath[on_top])))
			continue;
		if (!atomic_flag_test_and_set(&taken[on_top]))
			return on_top;
	}
}
