/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "A reporter must not be kept waiting: when the board is being changed, she says the score that
 * was read last."  It is a score that there was, and no tool complains.  But it may be an hour old,
 * and the one who has just hung up a goal does not find it there.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static struct {
	pthread_mutex_t lock;
	struct score score;	     /* guarded by lock */
	atomic_uint_least64_t known; /* the score that was read last: home above, away below */
} boards[BOARDS] = {
	{.lock = PTHREAD_MUTEX_INITIALIZER},
	{.lock = PTHREAD_MUTEX_INITIALIZER},
};

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++) {
		pthread_mutex_lock(&boards[board].lock);
		boards[board].score = (struct score){0, 0};
		atomic_store(&boards[board].known, 0);
		pthread_mutex_unlock(&boards[board].lock);
	}
}

static void change(unsigned board, enum side side, int by)
{
	struct score *score = &boards[board].score;

	pthread_mutex_lock(&boards[board].lock);
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
	uint_least64_t known;

	if (pthread_mutex_trylock(&boards[board].lock) == 0) {
		score = boards[board].score;
		atomic_store(&boards[board].known, (uint_least64_t)score.home << 32 | score.away);
		pthread_mutex_unlock(&boards[board].lock);
		return score;
	}
	known = atomic_load(&boards[board].known);
	return (struct score){.home = (unsigned)(known >> 32),
			      .away = (unsigned)(known & UINT32_MAX)};
}
