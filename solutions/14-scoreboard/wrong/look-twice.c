/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Read the board twice; if it says the same both times, it said so in between, too."  True as long
 * as numbers only grow.  But a referee takes goals back: the board goes away from a number and
 * comes back to it between two looks, and the reader sees neither.
 */
#include "lab.h"

#include <stdatomic.h>

static struct {
	atomic_uint home;
	atomic_uint away;
} boards[BOARDS];

static atomic_uint *number_of(unsigned board, enum side side)
{
	return side == HOME ? &boards[board].home : &boards[board].away;
}

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++) {
		atomic_store(&boards[board].home, 0);
		atomic_store(&boards[board].away, 0);
	}
}

void board_goal(unsigned board, enum side side)
{
	atomic_fetch_add(number_of(board, side), 1);
}

void board_annul(unsigned board, enum side side)
{
	atomic_fetch_sub(number_of(board, side), 1);
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
	struct score first, second;

	do {
		first = look(board);
		second = look(board);
	} while (first.home != second.home || first.away != second.away);
	return second;
}
