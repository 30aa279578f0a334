/* SPDX-License-Identifier: MIT */
/*
 * Style: both hollows in the two halves of one 64-bit word, which changes in one atomic step and is
 * read in one.  Costs: no more than 2^32 - 1 nuts in a hollow, and no room for a third hollow.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdint.h>

static _Atomic uint64_t hollows; /* upper in the high half, lower in the low one */

static uint64_t pack(long upper, long lower)
{
	return (uint64_t)upper << 32 | (uint64_t)lower;
}

void bank_open(long in_upper, long in_lower)
{
	atomic_store(&hollows, pack(in_upper, in_lower));
}

static void carry(long down)
{
	uint64_t before = atomic_load(&hollows);
	uint64_t after;

	/* If another squirrel was quicker, `before` is brought up to date: work it out anew. */
	do {
		after = pack((long)(before >> 32) - down, (long)(uint32_t)before + down);
	} while (!atomic_compare_exchange_weak(&hollows, &before, after));
}

void bank_carry_down(long nuts)
{
	carry(nuts);
}

void bank_carry_up(long nuts)
{
	carry(-nuts);
}

void bank_audit(struct page *page)
{
	uint64_t seen = atomic_load(&hollows);

	page->upper = (long)(seen >> 32);
	page->lower = (long)(uint32_t)seen;
}
