/* SPDX-License-Identifier: MIT */
/*
 * The picture cache's contract.  Do not edit: every checker builds your lab.c against this file.
 */
#ifndef LAB_H
#define LAB_H

#define PICTURES     4 /* numbered from 0 */
#define PICTURE_DOTS 5 /* numbered from 0 */

/* A glass plate.  What is inside is lab.c's affair. */
struct picture;

/* Wipes the shelf: no plate on it.  Called by one thread, once, before any visitor comes. */
void picture_open(void);

/*
 * Lends the picture of that number.  If it is not on the shelf, it is developed and put there
 * first.  Whoever asks for a number while it is on the shelf gets the same plate: glass is heavy,
 * and the cellar is small.  Called by any number of threads at once; a thread may have several
 * pictures, and one picture several times.  Never NULL.
 */
struct picture *picture_take(unsigned number);

/*
 * The shade of one dot of a picture that the caller has taken: 100 * number + dot.  Any number of
 * threads may look at one picture at the same time, and none of them waits for another.
 */
unsigned picture_dot(const struct picture *picture, unsigned dot);

/*
 * Gives back what one picture_take() has lent; the caller will not touch the picture again.  Called
 * once for each picture_take(), by any thread.
 */
void picture_give_back(struct picture *picture);

/*
 * Takes the picture off the shelf; does nothing if it is not there.  Those who have taken it go on
 * looking at it.  Its memory is freed when it is not on the shelf any more and all who had taken it
 * have given it back: not before, and not long after.  Called by any thread, at any time.
 */
void picture_retire(unsigned number);

#endif
