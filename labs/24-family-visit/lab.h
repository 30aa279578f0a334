/* SPDX-License-Identifier: MIT */
/*
 * Grandmother's guest book: its contract.  Do not edit: every checker builds your lab.c against
 * this file.
 *
 * Guests are told apart by numbers, 1 to HOUSE_MOST.  Everything but house_open() and house_close()
 * is called by any number of threads at once.
 */
#ifndef LAB_H
#define LAB_H

#include <stdbool.h>

#define HOUSE_MOST 8

/* Opens an empty book.  Called once, before anybody comes. */
void house_open(void);

/* Writes a guest into the book.  False, and nothing changes, if the guest is in it already. */
bool house_arrive(unsigned guest);

/* Strikes a guest out of the book.  False, and nothing changes, if the guest is not in it. */
bool house_leave(unsigned guest);

/* Is the guest in the book? */
bool house_has(unsigned guest);

/*
 * Calls greet(guest) for the guests in the book, one after the other, in the calling thread.
 * Whoever is in the book from the beginning until greeted is greeted exactly once; whoever comes or
 * leaves meanwhile is greeted once or not at all.  greet() may itself call house_arrive(),
 * house_leave() and house_has(), for any guest, and what they say is true.
 */
void house_greet(void (*greet)(unsigned guest));

/* Puts the book away, whoever is still in it.  Called once, when nobody uses it any more. */
void house_close(void);

#endif
