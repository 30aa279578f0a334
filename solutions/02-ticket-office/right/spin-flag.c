/* SPDX-License-Identifier: MIT */
/*
 * Style: a spin lock made of a C11 flag, kept for the few steps of one claim.  Helgrind and DRD do
 * not see what it orders, and accuse the plain plan.
 */
#include "lab.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

static unsigned house; /* set when the office opens, then only read */

/* guards plan */
static atomic_flag busy = ATOMIC_FLAG_INIT;
static unsigned plan[HOUSE_MAX + 1];

static void take_key(void)
{
	while (atomic_flag_test_and_set_explicit(&busy, memory_order_acquire))
		sched_yield();
}

static void put_key_back(void)
{
	atomic_flag_clear_explicit(&busy, memory_order_release);
}

static bool plan_claim(unsigned seat, unsigned guest)
{
	bool is_free;

	take_key();
	is_free = plan[seat] == 0;
	if (is_free)
		plan[seat] = guest;
	put_key_back();
	return is_free;
}

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan[seat] = 0;
}

unsigned office_sell(unsigned guest)
{
	for (unsigned seat = 1; seat <= house; seat++) {
		if (plan_claim(seat, guest))
			return seat;
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	unsigned guest;

	take_key();
	guest = plan[seat];
	put_key_back();
	return guest;
}
