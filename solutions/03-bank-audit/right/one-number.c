/* SPDX-License-Identifier: MIT */
/*
 * Style: keep less.  All nuts together never change, so one hollow says what is in the other, and
 * a single atomic number cannot contradict itself.  Costs: it holds only as long as no nut
 * comes from outside; the day that somebody adds bank_deposit(), there are two numbers again.
 */
#include "lab.h"

#include <stdatomic.h>

static long all; /* set when the bank opens, then only read */
static atomic_long lower;

void bank_open(long in_upper, long in_lower)
{
	all = in_upper + in_lower;
	atomic_store(&lower, in_lower);
}

void bank_carry_down(long nuts)
{
	atomic_fetch_add(&lower, nuts);
}

void bank_carry_up(long nuts)
{
	atomic_fetch_sub(&lower, nuts);
}

void bank_audit(struct page *page)
{
	/* Once into a local: read twice, it could be two different numbers. */
	long below = atomic_load(&lower);

	page->upper = all - below;
	page->lower = below;
}
