/* SPDX-License-Identifier: MIT */
/*
 * The bakery hatch's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * The hatch has room for one loaf.  Loaves are told apart by the number baked into them, 1 or
 * more; no two bear the same one.
 */
#ifndef LAB_H
#define LAB_H

/* Wipes the hatch: no loaf in it.  Called once, before any baker or seller starts. */
void hatch_open(void);

/*
 * Puts a loaf into the hatch, and waits until there is room for it.  When it returns, the loaf
 * is in the hatch, or has been taken out already.  Called by any number of bakers at once.
 */
void hatch_put(int loaf);

/*
 * Takes the loaf out of the hatch, and waits until there is one.  Returns its number.  Called by
 * any number of sellers at once, who together take as many loaves as the bakers put in.
 */
int hatch_take(void);

#endif
