/* SPDX-License-Identifier: MIT */
/*
 * Style: the other half.  Takers go through the gate together, and exchange as before; who puts a
 * piece on the heap shuts the gate behind the last taker.  So while anybody takes nothing comes
 * back, and a top that is the same is the same state.  It costs the putters a wait for all takers.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static pthread_rwlock_t gate = PTHREAD_RWLOCK_INITIALIZER;

/* changed by takers with the gate held to read, by putters with it held to write: */
static atomic_uint top;
/* written with the gate held to write: */
static unsigned beneath[HEAP_PIECES + 1]; /* the chalk on each piece */

void heap_open(unsigned pieces)
{
	atomic_store(&top, GROUND);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	pthread_rwlock_wrlock(&gate);
	beneath[piece] = atomic_load(&top);
	atomic_store(&top, piece);
	pthread_rwlock_unlock(&gate);
}

unsigned heap_take(void)
{
	unsigned on_top;

	pthread_rwlock_rdlock(&gate);
	on_top = atomic_load(&top);
	while (on_top != GROUND)
		if (atomic_compare_exchange_strong(&top, &on_top, beneath[on_top]))
			break;
	pthread_rwlock_unlock(&gate);
	return on_top;
}
