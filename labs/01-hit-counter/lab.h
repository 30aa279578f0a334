/* SPDX-License-Identifier: MIT */
/*
 * The hit counter's contract.  Do not edit: every checker builds your lab.c against this file.
 */
#ifndef LAB_H
#define LAB_H

/* Starts a new day: no visits yet.  Called by one thread, before any visitor arrives. */
void counter_reset(void);

/* One visitor opened the page: the count goes up by one.  Called by many threads at once. */
void counter_visit(void);

/*
 * How many visits there were since the last reset.  Called by one thread, when all visitors have
 * left; asking does not change the answer.
 */
long counter_total(void);

#endif
