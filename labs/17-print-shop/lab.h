/* SPDX-License-Identifier: MIT */
/*
 * The print shop's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * Jobs are numbered from 1 on, in each customer's own order.  There is one press, and one printer
 * who runs it.
 */
#ifndef LAB_H
#define LAB_H

#define SHOP_JOBS 64 /* most jobs of one day */

/* Unlocks the door, and sets the printer to work behind the curtain.  Called once, before all else.
 */
void shop_open(void);

/*
 * Takes a job over the counter, and returns at once: the customer has errands to run, and does not
 * wait until the job, or another one, is printed.  Called by any number of customers at the same
 * time.
 */
void shop_hand_in(int job);

/*
 * Shuts the shop.  Called once, by anybody, after the last shop_hand_in() has returned.  When it
 * returns, every job that was handed in is printed and dry, and whoever called may look at the
 * sheets.
 */
void shop_close(void);

/* Sends the printer home, and returns when he has gone.  Called once, after shop_close() has
 * returned. */
void shop_go_home(void);

/*
 * Given, not yours to write: prints one job, and returns when it is dry.  To be called for each job
 * once, in the order in which they were handed in, and not before the last one is off the press.
 * Slow: it may stand still in the middle of a job until somebody brings paper, who has a job to hand
 * in himself.  A cancellation point.
 */
void press(int job);

#endif
