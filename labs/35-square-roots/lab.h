/* SPDX-License-Identifier: MIT */
/*
 * The contract of the reckoning office.  Do not edit: every checker builds your lab.c against this
 * file.
 *
 * A long column of square roots is to be added up.  The office forks a process for each reckoner; each
 * does a part of the column, all at the same time.
 */
#ifndef LAB_H
#define LAB_H

enum { RECKONERS = 4 };

/* Prepares the sheet.  Called once, by the office's process, before it forks any other. */
void sheet_open(void);

/*
 * Adds the roots of `first`, `first` + 1, ... up to and without `end` to the sum.  Called by reckoner
 * number `reckoner` (0 to RECKONERS - 1) in its own process, which ends soon afterwards.
 */
void sheet_add(int reckoner, int first, int end);

/* The sum.  Called by the office's process when all reckoners' processes have ended. */
long sheet_sum(void);

/* Given, not yours to write: the square root of n, rounded down. */
int root(int n);

#endif
