/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Who changes something needs the lock; who only looks changes nothing."  But the lock keeps away
 * only those who take it.  The reporter looks while a number is being written, and reads the other
 * one before or after it, as before.
 */
#include "lab.h"

#include <pthread.h>

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
	return boards[board].score;
}
