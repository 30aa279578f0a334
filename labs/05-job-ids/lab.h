/* SPDX-License-Identifier: MIT */
/*
 * The clock night's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * Towers are numbered from 1.
 */
#ifndef LAB_H
#define LAB_H

#define TOWERS_MOST 8

/*
 * Turns the clocks of the towers 1 to `towers`, at most TOWERS_MOST, back by one hour each: sends
 * an apprentice to each, a thread of his own, so that they all work at the same time; and returns
 * when all of them are back.  Called again and again, in one autumn after the other, always by
 * one thread at a time.
 */
void clocks_turn_back(unsigned towers);

/*
 * Given, not yours to write: turns that tower's clock back by one hour, each time that it is
 * called.  Slow, there are stairs.  Apprentices in different towers do not meet.
 */
void clock_back_one_hour(unsigned tower);

#endif
