/* expect: data-race by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: volatile, so that a clerk sees at once what the others wrote, and no key at all.
 * Wrong: volatile orders nothing between threads, and look and write are still two steps.
 */
#include "lab.h"

static unsigned house;
static volatile unsigned plan[HOUSE_MAX + 1];

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan[seat] = 0;
}

unsigned office_sell(unsigned guest)
{
	for (unsigned seat = 1; seat <= house; seat++) {
		if (plan[seat] == 0) {
			plan[seat] = guest;
			return seat;
		}
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	return plan[seat];
}
