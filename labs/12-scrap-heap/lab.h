/* SPDX-License-Identifier: MIT */
/*
 * The scrap heap's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * Pieces of scrap bear numbers, from 1 on.  Each of them lies on the heap, or somebody has it.
 */
#ifndef LAB_H
#define LAB_H

#define HEAP_PIECES 15 /* at most */

/*
 * Piles up the pieces 1 to `pieces`: 1 lies on top, 2 beneath it, and so on.  Called by one thread,
 * before anybody comes to the heap.
 */
void heap_open(unsigned pieces);

/*
 * Lays a piece on top of the heap.  Called by several threads at once, each with a piece that it
 * took before.  A piece may be taken and laid back as often as one likes.
 */
void heap_put(unsigned piece);

/*
 * Takes the piece that lies on top, and returns its number: from now on the caller has it, and
 * nobody else.  Returns 0 only if no piece lies on the heap.  Called by several threads at once.
 */
unsigned heap_take(void);

#endif
