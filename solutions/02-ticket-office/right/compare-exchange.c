/* SPDX-License-Identifier: MIT */
/*
 * Style: one C11 exchange for each seat, "mine if nobody's".  Check and act are one step, and a
 * sold seat never becomes free again, so the search may go on without looking back.
 */
#include "lab.h"

#include <stdatomic.h>

static unsigned house; /* set when the office opens, then only read */
static atomic_uint plan[HOUSE_MAX + 1];

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		atomic_store(&plan[seat], 0);
}

unsigned office_sell(unsigned guest)
{
	for (unsigned seat = 1; seat <= house; seat++) {
		unsigned nobody = 0;

		if (atomic_compare_exchange_strong(&plan[seat], &nobody, guest))
			return seat;
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	return atomic_load(&plan[seat]);
}
