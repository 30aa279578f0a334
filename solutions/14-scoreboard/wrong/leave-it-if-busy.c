/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "A boy who finds the board taken must not stand in the way: he goes, somebody will put it right."
 * Nobody does.  Each score that is read is whole, and goals are lost.
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

	if (pthread_mutex_trylock(&boards[board].lock) != 0)
		return;
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

	pthread_mutex_lock(&boards[board].lock);
	score = boards[board].score;
	pthread_mutex_unlock(&boards[board].lock);
	return score;
}
