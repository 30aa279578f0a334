/* SPDX-License-Identifier: MIT */
/*
 * The opera's yard: its contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * Places are numbered from 1.  For each there is a brass token with its number, and whoever has
 * the token may use the place.  Cars are told apart by numbers, 1 or more.
 */
#ifndef LAB_H
#define LAB_H

#define YARD_MOST 4 /* places that the yard has room for */

/* Opens the yard, empty, with so many places.  Called once, before anybody comes. */
void yard_open(unsigned places);

/*
 * Parks a car: waits until a place is free, writes the car on the board, and returns the number of
 * its place.  Called by any number of drivers at once, each a thread.  Nobody is sent away.
 */
unsigned yard_enter(unsigned car);

/*
 * Gives a place back.  Called by the driver who has it, as many drivers at once as there are
 * places.  Somebody who waits may have the place then.
 */
void yard_leave(unsigned place);

/* The car on a place, as the board has it; 0: none.  Called by any driver at any time. */
unsigned yard_look(unsigned place);

/*
 * Closes the yard for the night, and returns how many times a car has been parked since it was
 * opened.  Called once, when all drivers have left.
 */
unsigned yard_close(void);

#endif
