/* SPDX-License-Identifier: MIT */
/*
 * Style: what was written is never changed.  Each change writes a new score on the next line of a
 * book, and then, with release, says how long the book is; who reads takes the last line, with
 * acquire.  Readers neither wait nor read twice.  It costs a line for each change, for ever; where
 * the book would be too long, old lines need an owner who knows when nobody reads them any more.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

static struct {
	pthread_mutex_t writers;
	atomic_uint last;		      /* the line that counts; changed with writers held */
	struct score line[1 + BOARD_CHANGES]; /* up to last: read-only */
} boards[BOARDS] = {
	{.writers = PTHREAD_MUTEX_INITIALIZER},
	{.writers = PTHREAD_MUTEX_INITIALIZER},
};

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++) {
		boards[board].line[0] = (struct score){0, 0};
		atomic_store(&boards[board].last, 0);
	}
}

static void change(unsigned board, enum side side, int by)
{
	struct score score;
	unsigned last;

	pthread_mutex_lock(&boards[board].writers);
	last = atomic_load_explicit(&boards[board].last, memory_order_relaxed);
	score = boards[board].line[last];
	if (side == HOME)
		score.home += (unsigned)by;
	else
		score.away += (unsigned)by;
	boards[board].line[last + 1] = score;
	atomic_store_explicit(&boards[board].last, last + 1, memory_order_release);
	pthread_mutex_unlock(&boards[board].writers);
}

void board_goal(unsigned board, enum side side)
{
	change(board, side, 1);
}

void board_annul(unsigned board, enum side side)
{
	change(board, side, -1);
}

struct score board_read(unsigned board)
{
	unsigned last = atomic_load_explicit(&boards[board].last, memory_order_acquire);

	return boards[board].line[last];
}
