/* SPDX-License-Identifier: MIT */
/*
 * The kitchen's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * A dish is a roast and its sauce; when both are done, the dish can be served.  Dishes are numbered
 * from 1 on, and each number is ordered once.
 */
#ifndef LAB_H
#define LAB_H

#define KITCHEN_DISHES 32 /* most dishes of one dinner */
#define KITCHEN_COOKS  4  /* most cooks */

/*
 * A dinner of that many dishes, 1 to `dishes`, all ordered at once, with that many cooks: two at
 * least. Calls the cooks; returns when every dish has been served and the cooks have gone home.
 * Called once.
 */
void kitchen_dinner(int dishes, unsigned cooks);

/*
 * Given, not yours to write: the three steps of a dish, each to be called once for each dish, and
 * by a cook: nobody else has papers, and there are no more of them than were called.  A roast and
 * its sauce do not wait for each other: where a cook has nothing else to do, he stirs while another
 * one roasts.  To be served, both must be done.
 */
void roast(int dish);
void stir(int dish);
void serve(int dish);

#endif
