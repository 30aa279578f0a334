/* SPDX-License-Identifier: MIT */
/*
 * The snail derby's contract.  Do not edit: every checker builds your lab.c against this file.
 */
#ifndef LAB_H
#define LAB_H

#define SNAILS_MOST 8

/*
 * Gets everything ready for a derby with so many snails.  Called by one thread, before each derby,
 * when nobody is at the line and nobody is about to fire.  What was before does not count any more.
 */
void derby_prepare(unsigned snails);

/*
 * A snail comes to the line.  Returns when the shot of this derby has been fired, and not before:
 * if it was fired already, at once.  Called once by each snail of the derby, each a thread.
 */
void derby_await(void);

/*
 * Fires the shot, and returns without waiting for anybody: some snails may be at the line, and some
 * may still be on their way.  All that the caller did before, the snails find done when they
 * start.  Called once in a derby, by one thread, which may be a snail's.
 */
void derby_fire(void);

#endif
