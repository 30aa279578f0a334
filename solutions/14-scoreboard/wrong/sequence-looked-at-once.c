/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "A sequence number that is odd during a change: whoever reads waits until it is even."  Then no
 * change is on, at that moment.  Whether one has been made by the time that the second number is
 * read, only another look at the sequence would tell.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

static struct {
	pthread_mutex_t writers;
	atomic_uint sequence; /* odd while a change is on; changed with writers held */
	atomic_uint home, away;
} boards[BOARDS] = {
	{.writers = PTHREAD_MUTEX_INITIALIZER},
	{.writers = PTHREAD_MUTEX_INITIALIZER},
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

	pthread_mutex_lock(&boards[board].writers);
	atomic_fetch_add(&boards[board].sequence, 1);
	atomic_fetch_add(number, (unsigned)by);
	atomic_fetch_add(&boards[board].sequence, 1);
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
	struct score score;

	while (atomic_load(&boards[board].sequence) % 2 != 0)
		;
	score.home = atomic_load(&boards[board].home);
	score.away = atomic_load(&boards[board].away);
	return score;
}
