/* SPDX-License-Identifier: MIT */
/*
 * The penguin report's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * Shores are numbered from 0.  A number on the radio is a number of penguins.
 */
#ifndef LAB_H
#define LAB_H

#define SHORES_MOST 6

/*
 * How many penguins there are on the shores 0 to `shores` - 1, at least one shore and at most
 * SHORES_MOST, all of them together.  Sends an assistant to each shore, a thread of his own, so
 * that they all count at the same time; returns when each shore has been counted to its end and all
 * assistants are back in the hut.  Called every day, always by one thread at a time.
 */
long penguin_report(unsigned shores);

/*
 * Given, not yours to write: counts the penguins on a shore and returns how many there are.  Called
 * once a day for each shore.  Slow: it is cold, and they move; a cancellation point.  Assistants on
 * different shores do not meet.
 */
long penguins_count(unsigned shore);

#endif
