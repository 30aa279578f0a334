/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Keep all the goals of the match, and those of home; away is what is left over."  One subtraction
 * instead of a second number.  But the rest is computed from two numbers that are read one after
 * the other, so it is no better than these.
 */
#include "lab.h"

#include <stdatomic.h>

static struct {
	atomic_uint home;
	atomic_uint all;
} boards[BOARDS];

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++) {
		atomic_store(&boards[board].home, 0);
		atomic_store(&boards[board].all, 0);
	}
}

static void change(unsigned board, enum side side, int by)
{
	atomic_fetch_add(&boards[board].all, (unsigned)by);
	if (side == HOME)
		atomic_fetch_add(&boards[board].home, (unsigned)by);
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

	score.home = atomic_load(&boards[board].home);
	score.away = atomic_load(&boards[board].all) - score.home;
	return score;
}
