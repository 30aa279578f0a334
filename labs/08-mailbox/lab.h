/* SPDX-License-Identifier: MIT */
/*
 * The mailbox's contract.  Do not edit: every checker builds your lab.c against this file.
 */
#ifndef LAB_H
#define LAB_H

#include <stdbool.h>

/* A letter has two pages, and is worth nothing without either. */
struct letter {
	long page1;
	long page2;
};

/* Puts up an empty box, flag down.  Called by one thread, before anybody comes. */
void mailbox_put_up(void);

/*
 * Puts a copy of the letter into the box and raises the flag.  Returns false, and leaves the box as
 * it is, if the last letter has not been fetched.  Called again and again by one thread, the
 * postman.  Never waits for the other side.
 */
bool mailbox_deliver(const struct letter *letter);

/*
 * Takes the letter out of the box, puts it into *letter and lowers the flag.  Returns false, and
 * leaves *letter as it is, if the box is empty.  Called again and again by one thread, the
 * owner of the box, at the same time as the postman is on his way.  Never waits for the other side.
 */
bool mailbox_collect(struct letter *letter);

#endif
