/* SPDX-License-Identifier: MIT */
/*
 * Style: a sequence lock with a way out.  Who changes the board makes its number odd before and
 * even after; who reads looks at the number before and after.  If it was odd or has moved, what was
 * read is thrown away, and read again under the lock; so readers seldom hold up anybody, and never
 * try for ever.  The goals must be atomic all the same, since they are read while they change.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

static struct {
	pthread_mutex_t lock;
	/* changed with lock held: */
	atomic_uint sequence; /* odd while a change is on */
	atomic_uint home, away;
} boards[BOARDS] = {
	{.lock = PTHREAD_MUTEX_INITIALIZER},
	{.lock = PTHREAD_MUTEX_INITIALIZER},
};

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++) {
		atomic_store(&boards[board].home, 0);
		atomic_store(&boards[board].away, 0);
	}
}

static void change(unsigned board, enum side side, int by)
{
	atomic_uint *number = side == HOME ? &boards[board].home : &boards[board].away;

	pthread_mutex_lock(&boards[board].lock);
	atomic_fetch_add(&boards[board].sequence, 1);
	atomic_fetch_add(number, (unsigned)by);
	atomic_fetch_add(&boards[board].sequence, 1);
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

static struct score look(unsigned board)
{
	struct score score;

	score.home = atomic_load(&boards[board].home);
	score.away = atomic_load(&boards[board].away);
	return score;
}

struct score board_read(unsigned board)
{
	unsigned before = atomic_load(&boards[board].sequence);
	struct score score = look(board);

	if (before % 2 == 0 && atomic_load(&boards[board].sequence) == before)
		return score;
	pthread_mutex_lock(&boards[board].lock);
	score = look(board);
	pthread_mutex_unlock(&boards[board].lock);
	return score;
}
