/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Everybody keeps what he lays down on a heap of his own, and takes from there first: then nothing
 * ever comes back to the common one."  It does not, and no exchange is deceived.  But what one
 * person laid down the others cannot take any more; for them it is gone.
 */
#include "lab.h"

#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static _Thread_local unsigned own[HEAP_PIECES], owned; /* laid down by this thread */

static atomic_uint top;
static atomic_uint beneath[HEAP_PIECES + 1]; /* the chalk on each piece */

void heap_open(unsigned pieces)
{
	for (unsigned piece = 1; piece <= pieces; piece++)
		atomic_store(&beneath[piece], piece < pieces ? piece + 1 : GROUND);
	atomic_store(&top, 1);
	owned = 0;
}

void heap_put(unsigned piece)
{
	own[owned++] = piece;
}

unsigned heap_take(void)
{
	unsigned on_top = atomic_load(&top);

	if (owned > 0)
		return own[--owned];
	while (on_top != GROUND) {
		unsigned next = atomic_load(&beneath[on_top]);

		if (atomic_compare_exchange_strong(&top, &on_top, next))
			break;
	}
	return on_top;
}
