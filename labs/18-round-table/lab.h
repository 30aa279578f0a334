/* SPDX-License-Identifier: MIT */
/*
 * The round table's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * Places are numbered from 0 on.  At each sits one person, who knits a stripe, passes the scarf on
 * to the left, knits a stripe of the one that comes from the right, and so on, round after round.
 */
#ifndef LAB_H
#define LAB_H

#define TABLE_MOST 8 /* places */

/* Lays the table for that many, at least two.  Called once, before anybody sits down. */
void table_lay(unsigned places);

/*
 * "My stripe is done."  Returns when everybody at the table has said so as often as the caller has:
 * only then do the scarves go round.  Called by each person after each of her stripes, by all of
 * them equally often; between two calls everybody knits at the same time.
 */
void table_pass_on(unsigned place);

/* Called once, when nobody sits at the table any more. */
void table_clear(void);

#endif
