/* SPDX-License-Identifier: MIT */
/*
 * The phone book's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * Names are numbers here, since one can reckon with them.
 */
#ifndef LAB_H
#define LAB_H

#define CLERKS 3 /* name n is the business of clerk n % CLERKS */

/* Opens an empty book.  Called by one thread, once, before any other call. */
void book_open(void);

/*
 * Adds a subscriber whose name is not in the book yet, with a phone number above 0.  Called by
 * any number of threads at once.  After each call the book has at least as many drawers as it has
 * cards, so that nobody has to leaf through many.
 */
void book_add(unsigned name, unsigned number);

/*
 * The phone number of a subscriber; 0 only if the name is not in the book.  A name whose book_add()
 * has returned is in the book.  Called by any number of threads at once, also while others add.
 */
unsigned book_find(unsigned name);

/* How many drawers the book has.  Called by one thread, when all other calls are over. */
unsigned book_drawers(void);

/*
 * Calls for names of different clerks go on at the same time, unless the book is being enlarged. No
 * memory is lost.
 */

#endif
