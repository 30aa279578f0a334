/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "A read-write lock, and the read lock for everybody, so that nobody ever waits."  A read lock
 * keeps out only who takes the write lock, and nobody does.  Two boys add at the same time, and
 * reporters look on.
 */
#include "lab.h"

#include <pthread.h>

static struct {
	pthread_rwlock_t lock;
	struct score score; /* guarded by lock */
} boards[BOARDS] = {
	{.lock = PTHREAD_RWLOCK_INITIALIZER},
	{.lock = PTHREAD_RWLOCK_INITIALIZER},
};

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++) {
		pthread_rwlock_wrlock(&boards[board].lock);
		boards[board].score = (struct score){0, 0};
		pthread_rwlock_unlock(&boards[board].lock);
	}
}

static void change(unsigned board, enum side side, int by)
{
	struct score *score = &boards[board].score;

	pthread_rwlock_rdlock(&boards[board].lock);
	if (side == HOME)
		score->home += (unsigned)by;
	else
		score->away += (unsigned)by;
	pthread_rwlock_unlock(&boards[board].lock);
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

	pthread_rwlock_rdlock(&boards[board].lock);
	score = boards[board].score;
	pthread_rwlock_unlock(&boards[board].lock);
	return score;
}
