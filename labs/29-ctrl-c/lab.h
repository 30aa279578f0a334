/* SPDX-License-Identifier: MIT */
/*
 * The doorman's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * A doorman counts the guests of a house with several halls.  Whenever somebody presses Ctrl-C
 * (SIGINT), the numbers are shown on the board; the counting goes on.
 */
#ifndef LAB_H
#define LAB_H

enum { HALLS = 2 };

struct tally {
	int guests[HALLS]; /* in each hall */
	int total;	   /* in the house */
};

/* The doorman begins: from now on SIGINT shows the numbers.  Called once, before everything else. */
void tally_open(void);

/* One guest goes into that hall. */
void tally_guest(int hall);

/*
 * The doorman ends.  Each SIGINT that came before this call has been answered when it returns
 * (several that come close together may be answered by one look at the board), and every one that
 * comes later does nothing.  Called once, by the thread that opened; all three are.
 */
void tally_close(void);

/*
 * Given, not yours to write: shows these numbers.  The board wants numbers of one moment: what is in
 * the halls makes up the total.  May be called from everywhere, also where little else may.
 */
void board_show(const struct tally *now);

#endif
