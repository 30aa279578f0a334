/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "What is on top and what lies beneath it must be read together: a lock for that, and for laying
 * down.  The exchange checks for itself."  It checks that the piece is the same.  With the lock
 * given back before it, what lies beneath may be another by then.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

#define GROUND 0 /* beneath the lowest piece */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static atomic_uint top;
/* guarded by lock: */
static unsigned beneath[HEAP_PIECES + 1]; /* the chalk on each piece */

void heap_open(unsigned pieces)
{
	atomic_store(&top, GROUND);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	unsigned on_top;

	pthread_mutex_lock(&lock);
	on_top = atomic_load(&top);
	do
		beneath[piece] = on_top;
	while (!atomic_compare_exchange_strong(&top, &on_top, piece));
	pthread_mutex_unlock(&lock);
}

unsigned heap_take(void)
{
	for (;;) {
		unsigned on_top, next;

		pthread_mutex_lock(&lock);
		on_top = atomic_load(&top);
		next = beneath[on_top];
		pthread_mutex_unlock(&lock);
		if (on_top == GROUND || atomic_compare_exchange_strong(&top, &on_top, next))
			return on_top;
	}
}
