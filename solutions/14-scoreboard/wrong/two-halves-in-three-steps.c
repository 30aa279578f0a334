/* expect: dropped-work by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Both numbers in one atomic word."  Right, and whoever reads gets both at once.  But a goal takes
 * the word, changes it, and puts it back, and another goal that falls in between is wiped out.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdint.h>

static atomic_uint_least64_t boards[BOARDS];

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++)
		atomic_store(&boards[board], 0);
}

struct score board_read(unsigned board)
{
	uint_least64_t both = atomic_load(&boards[board]);

	return (struct score){.home = (unsigned)(both >> 32),
			      .away = (unsigned)(both & UINT32_MAX)};
}

static void change(unsigned board, enum side side, int by)
{
	struct score score = board_read(board);

	if (side == HOME)
		score.home += (unsigned)by;
	else
		score.away += (unsigned)by;
	atomic_store(&boards[board], (uint_least64_t)score.home << 32 | score.away);
}

void board_goal(unsigned board, enum side side)
{
	change(board, side, 1);
}

void board_annul(unsigned board, enum side side)
{
	change(board, side, -1);
}
