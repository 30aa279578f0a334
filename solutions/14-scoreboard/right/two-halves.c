/* SPDX-License-Identifier: MIT */
/*
 * Style: both numbers in one atomic word, home in the upper half, away in the lower.  A goal is one
 * addition, a score is one load, and nobody ever waits.  It costs room: a third number, or larger
 * ones, and the word is full.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdint.h>

static atomic_uint_least64_t boards[BOARDS];

static uint_least64_t goal_of(enum side side)
{
	return side == HOME ? (uint_least64_t)1 << 32 : 1;
}

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++)
		atomic_store(&boards[board], 0);
}

void board_goal(unsigned board, enum side side)
{
	atomic_fetch_add(&boards[board], goal_of(side));
}

/* Nothing is borrowed from the other half: a side has a goal for each that is taken back. */
void board_annul(unsigned board, enum side side)
{
	atomic_fetch_sub(&boards[board], goal_of(side));
}

struct score board_read(unsigned board)
{
	uint_least64_t both = atomic_load(&boards[board]);

	return (struct score){.home = (unsigned)(both >> 32),
			      .away = (unsigned)(both & UINT32_MAX)};
}
