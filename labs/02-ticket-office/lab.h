/* SPDX-License-Identifier: MIT */
/*
 * The ticket office's contract.  Do not edit: every checker builds your lab.c against this file.
 */
#ifndef LAB_H
#define LAB_H

#define HOUSE_MAX 100

/*
 * Opens the office for an empty house with the seats 1 to `seats`, at most HOUSE_MAX.  Called by
 * one thread, before any clerk begins to sell.
 */
void office_open(unsigned seats);

/*
 * Sells a free seat to `guest`, a number above 0: writes the guest down in the seating plan, and
 * returns the number of the seat.  Returns 0 only if every seat is sold.  Called by several clerks
 * at once, each a thread.
 */
unsigned office_sell(unsigned guest);

/*
 * Who has that seat according to the seating plan; 0 if nobody.  Called by one thread, the usher,
 * when all clerks have closed.
 */
unsigned office_guest(unsigned seat);

#endif
