/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "One lock for the whole sports ground, and no score is ever wrong."  It is not.  But a goal on
 * one pitch waits for a reporter on the other, who has nothing to do with it.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t ground = PTHREAD_MUTEX_INITIALIZER;
/* guarded by ground: */
static struct score boards[BOARDS];

void board_clear(void)
{
	pthread_mutex_lock(&ground);
	for (unsigned board = 0; board < BOARDS; board++)
		boards[board] = (struct score){0, 0};
	pthread_mutex_unlock(&ground);
}

static void change(unsigned board, enum side side, int by)
{
	struct score *score = &boards[board];

	pthread_mutex_lock(&ground);
	if (side == HOME)
		score->home += (unsigned)by;
	else
		score->away += (unsigned)by;
	pthread_mutex_unlock(&ground);
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

	pthread_mutex_lock(&ground);
	score = boards[board];
	pthread_mutex_unlock(&ground);
	return score;
}
