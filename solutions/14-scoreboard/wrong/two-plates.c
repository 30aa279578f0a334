/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Write the new score on a spare plate, and then turn to it: what hangs there is never touched."
 * Not until the next goal but one, for which the same plate is used again, whether or not somebody
 * is still reading it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

struct plate {
	atomic_uint home, away;
};

static struct {
	pthread_mutex_t writers;
	struct plate plates[2];
	atomic_uint shown; /* the plate that counts; changed with writers held */
} boards[BOARDS] = {
	{.writers = PTHREAD_MUTEX_INITIALIZER},
	{.writers = PTHREAD_MUTEX_INITIALIZER},
};

void board_clear(void)
{
	for (unsigned board = 0; board < BOARDS; board++) {
		atomic_store(&boards[board].plates[0].home, 0);
		atomic_store(&boards[board].plates[0].away, 0);
		atomic_store(&boards[board].shown, 0);
	}
}

static void change(unsigned board, enum side side, int by)
{
	unsigned old, new;
	struct plate *from, *to;

	pthread_mutex_lock(&boards[board].writers);
	old = atomic_load(&boards[board].shown);
	new = 1 - old;
	from = &boards[board].plates[old];
	to = &boards[board].plates[new];
	atomic_store(&to->home, atomic_load(&from->home) + (side == HOME ? (unsigned)by : 0));
	atomic_store(&to->away, atomic_load(&from->away) + (side == AWAY ? (unsigned)by : 0));
	atomic_store(&boards[board].shown, new);
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
	struct plate *plate = &boards[board].plates[atomic_load(&boards[board].shown)];
	struct score score;

	score.home = atomic_load(&plate->home);
	score.away = atomic_load(&plate->away);
	return score;
}
