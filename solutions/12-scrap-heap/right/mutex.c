/* SPDX-License-Identifier: MIT */
/*
 * Style: one lock around both.  Three plain lines that anybody can check; what it costs is that who
 * is stopped with the lock in hand stops all the others.
 */
#include "lab.h"

#include <pthread.h>

#define GROUND 0 /* beneath the lowest piece */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lock: */
static unsigned top;
static unsigned beneath[HEAP_PIECES + 1];

void heap_open(unsigned pieces)
{
	pthread_mutex_lock(&lock);
	top = GROUND;
	pthread_mutex_unlock(&lock);
	for (unsigned piece = pieces; piece > 0; piece--)
		heap_put(piece);
}

void heap_put(unsigned piece)
{
	pthread_mutex_lock(&lock);
	beneath[piece] = top;
	top = piece;
	pthread_mutex_unlock(&lock);
}

unsigned heap_take(void)
{
	unsigned piece;

	pthread_mutex_lock(&lock);
	piece = top;
	if (piece != GROUND)
		top = beneath[piece];
	pthread_mutex_unlock(&lock);
	return piece;
}
