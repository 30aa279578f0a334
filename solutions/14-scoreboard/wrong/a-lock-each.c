/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Two numbers, two locks: nobody reads a number while it is changed."  Nobody did before.  Between
 * the first number and the second the reader holds no lock at all, and that is when the goals fall.
 */
#include "lab.h"

#include <pthread.h>

struct number {
	pthread_mutex_t lock;
	unsigned goals; /* guarded by lock */
};

static struct number boards[BOARDS][2] = {
	{{PTHREAD_MUTEX_INITIALIZER, 0}, {PTHREAD_MUTEX_INITIALIZER, 0}},
	{{PTHREAD_MUTEX_INITIALIZER, 0}, {PTHREAD_MUTEX_INITIALIZER, 0}},
};

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++)
		boards[board][HOME].goals = boards[board][AWAY].goals = 0;
}

static void change(unsigned board, enum side side, int by)
{
	struct number *number = &boards[board][side];

	pthread_mutex_lock(&number->lock);
	number->goals += (unsigned)by;
	pthread_mutex_unlock(&number->lock);
}

void board_goal(unsigned board, enum side side)
{
	change(board, side, 1);
}

void board_annul(unsigned board, enum side side)
{
	change(board, side, -1);
}

static unsigned look(struct number *number)
{
	unsigned goals;

	pthread_mutex_lock(&number->lock);
	goals = number->goals;
	pthread_mutex_unlock(&number->lock);
	return goals;
}

struct score board_read(unsigned board)
{
	struct score score;

	score.home = look(&boards[board][HOME]);
	score.away = look(&boards[board][AWAY]);
	return score;
}
