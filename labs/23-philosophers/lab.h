/* SPDX-License-Identifier: MIT */
/*
 * The philosophers' table: its contract.  Do not edit: every checker builds your lab.c against this
 * file.
 *
 * The table is round.  Seats are numbered from 0, and so are the forks: fork 0 lies to the left of
 * seat 0, fork 1 between seats 0 and 1, and so on; the last guest has the last fork to the left and
 * fork 0 to the right.  A fork is used by one guest at a time.
 */
#ifndef LAB_H
#define LAB_H

#define TABLE_MOST 5 /* seats that the table has room for */

/* Lays the table for so many, 2 at least.  Called once, before anybody eats. */
void table_lay(unsigned seats);

/*
 * The guest of that seat eats a dumpling: gets hold of the forks to the left and to the right,
 * calls tear(seat) once, and lays both back.  When it returns, the dumpling is eaten.  Called by
 * one thread for each seat, all of them at once; guests who share no fork can eat at the same time.
 */
void table_dine(unsigned seat, void (*tear)(unsigned seat));

#endif
