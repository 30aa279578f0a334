/* SPDX-License-Identifier: MIT */
/*
 * Style: a roll of numbered tickets.  Tearing one off is one atomic step, and whoever holds the
 * number is the only one to write on that seat.
 */
#include "lab.h"

#include <stdatomic.h>

static unsigned house; /* set when the office opens, then only read */
static atomic_uint torn_off;

/* Each entry is written by the clerk who tore off its number, and read when all have closed. */
static unsigned plan[HOUSE_MAX + 1];

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan[seat] = 0;
	atomic_store(&torn_off, 0);
}

unsigned office_sell(unsigned guest)
{
	unsigned seat = atomic_fetch_add(&torn_off, 1) + 1;

	if (seat > house)
		return 0;
	plan[seat] = guest;
	return seat;
}

unsigned office_guest(unsigned seat)
{
	return plan[seat];
}
