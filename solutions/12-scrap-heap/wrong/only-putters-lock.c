/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Pieces that come back are the trouble, so who lays one back does it under a lock."  But the one
 * who is caught out is the taker, between reading the chalk and the exchange; and he has no lock,
 * so this one keeps nobody away from him.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static pthread_mutex_t putters = PTHREAD_MUTEX_INITIALIZER;

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
	unsigned on_top;

	pthread_mutex_lock(&putters);
	on_top = atomic_load(&top);
	do
		atomic_store(&beneath[piece], on_top);
	while (!atomic_compare_exchange_strong(&top, &on_top, piece));
	pthread_mutex_unlock(&putters);
}

unsigned heap_take(void)
{
	unsigned on_top = atomic_load(&top);

	while (on_top != GROUND) {
		unsigned next = atomic_load(&beneath[on_top]);

		if (atomic_compare_exchange_strong(&top, &on_top, next))
			break;
	}
	return on_top;
}
