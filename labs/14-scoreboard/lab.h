/* SPDX-License-Identifier: MIT */
/*
 * The scoreboards' contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * The sports ground has two pitches, each with a board of its own.  A match is played on each.
 */
#ifndef LAB_H
#define LAB_H

#define BOARDS 2

#define BOARD_CHANGES 400 /* of one board, at most, in one match */

enum side { HOME, AWAY };

struct score {
	unsigned home, away; /* goals */
};

/* Sets all boards to 0:0.  Called by one thread, before the matches begin. */
void board_clear(void);

/*
 * A goal for one side: one more on the board.  Called by several threads at once, for any board.
 * When it returns, whoever reads the board finds the goal there.
 */
void board_goal(unsigned board, enum side side);

/*
 * The referee takes a goal back: one less.  Called as board_goal is, and only for a side that has
 * a goal more on this board than are about to be taken back.
 */
void board_annul(unsigned board, enum side side);

/*
 * What the board says: a score that it had at some moment between the call and the return.  Called
 * by several threads at once, at any time.
 */
struct score board_read(unsigned board);

#endif
