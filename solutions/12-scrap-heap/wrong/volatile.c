/* expect: data-race by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "Exchanges are for the clever: a volatile top is always read anew, and look, compare and write
 * are so close together that nothing fits between."  Everything fits between.  And volatile orders
 * nothing for other threads.
 */
#include "lab.h"

#define GROUND 0 /* beneath the lowest piece */

static volatile unsigned top;
static volatile unsigned beneath[HEAP_PIECES + 1];

void heap_open(unsigned pieces)
{
	top = GROUND;
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	beneath[piece] = top;
	top = piece;
}

unsigned heap_take(void)
{
	for (;;) {
		unsigned on_top = top;
		unsigned next = beneath[on_top];

		if (on_top == GROUND)
			return GROUND;
		if (top == on_top) {
			top = next;
			return on_top;
		}
	}
}
