/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "The home side scored while the reporter was on her way to the other nail, so read the other nail
 * first."  It helps against the goal that was seen.  The next one falls for the other side, or is
 * taken back.
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

struct score board_read(unsigned board)
{
	struct score score;

	score.away = atomic_load(&boards[board].away);
	score.home = atomic_load(&boards[board].home);
	return score;
}
