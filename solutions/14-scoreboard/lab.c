/* SPDX-License-Identifier: MIT */
/* Reference for 14-scoreboard: a board is read, and changed, as a whole. */
#include "lab.h"

#include <pthread.h>

/*
 * One lock for both numbers of a board, since a score is both of them: with a lock for each, they
 * would still be from two moments.  And a lock for each board, since the two matches have nothing
 * to do with each other.  The numbers are plain now: the lock is all that they need.
 */
static struct {
	pthread_mutex_t lock;
	struct score score; /* guarded by lock */
} boards[BOARDS] = {
	{.lock = PTHREAD_MUTEX_INITIALIZER},
	{.lock = PTHREAD_MUTEX_INITIALIZER},
};

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++) {
		pthread_mutex_lock(&boards[board].lock);
		boards[board].score = (struct score){0, 0};
		pthread_mutex_unlock(&boards[board].lock);
	}
}

/* One number is changed here, and still under the lock: it is the readers who must not come now. */
static void change(unsigned board, enum side side, int by)
{
	struct score *score = &boards[board].score;

	pthread_mutex_lock(&boards[board].lock);
	if (side == HOME)
		score->home += (unsigned)by;
	else
		score->away += (unsigned)by;
	pthread_mutex_unlock(&boards[board].lock);
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
	struct score score;

	/* Both under one lock: while it is held, no goal can fall between the two numbers. */
	pthread_mutex_lock(&boards[board].lock);
	score = boards[board].score;
	pthread_mutex_unlock(&boards[board].lock);
	return score;
}
