/* SPDX-License-Identifier: MIT */
/*
 * The nut bank's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * All amounts are nuts, and none is below zero.  No nut is ever eaten on the way: what leaves one
 * hollow arrives in the other.
 */
#ifndef LAB_H
#define LAB_H

/* One page of the owl's book: what lay in each hollow, both at one and the same moment. */
struct page {
	long upper;
	long lower;
};

/* Opens the bank with so many nuts in each hollow.  Called once, before anybody comes. */
void bank_open(long upper, long lower);

/*
 * Carries nuts from the upper hollow to the lower one, or from the lower one to the upper one.
 * There are always as many as are to be carried.  When it returns, it has been done.  Called by
 * many threads at once, the squirrels.
 */
void bank_carry_down(long nuts);
void bank_carry_up(long nuts);

/*
 * Fills in *page: what lay in the two hollows at some moment between the call and the return.
 * Nuts that a squirrel has in her cheeks count where they come from, or where they go to: always
 * in one of the two, never in both.  Called at any time, by any thread; a page is never left blank.
 */
void bank_audit(struct page *page);

#endif
