/* SPDX-License-Identifier: MIT */
/*
 * Style: half a lock.  A piece can come back to the top only after somebody took it away, so it is
 * enough that only one thread at a time takes: while it reads the chalk and exchanges, nobody else
 * takes anything, and what is put on top meanwhile makes the exchange fail.  Putting never waits.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static pthread_mutex_t takers = PTHREAD_MUTEX_INITIALIZER; /* held by who takes */

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
	unsigned on_top;

	pthread_mutex_lock(&takers);
	on_top = atomic_load(&top);
	while (on_top != GROUND) {
		unsigned next = atomic_load(&beneath[on_top]);

		if (atomic_compare_exchange_strong(&top, &on_top, next))
			break;
	}
	pthread_mutex_unlock(&takers);
	return on_top;
}
