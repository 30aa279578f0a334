/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the plan is atomic now, so no tool has anything to say about it.
 * Wrong: the load is atomic and the store is atomic, but a seat can be sold between the two.
 */
#include "lab.h"

#include <stdatomic.h>

static unsigned house;
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
		if (atomic_load(&plan[seat]) == 0) {
			atomic_store(&plan[seat], guest);
			return seat;
		}
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	return atomic_load(&plan[seat]);
}
