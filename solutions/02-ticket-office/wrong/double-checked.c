/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: look without the key, and look again under it before writing: double-checked, and every
 * seat is indeed sold once.
 * Wrong: the first look reads what another clerk may be writing: nothing orders the two.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static unsigned house;
static pthread_mutex_t key = PTHREAD_MUTEX_INITIALIZER;
static unsigned plan[HOUSE_MAX + 1];

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan[seat] = 0;
}

static bool plan_claim(unsigned seat, unsigned guest)
{
	bool is_free;

	pthread_mutex_lock(&key);
	is_free = plan[seat] == 0;
	if (is_free)
		plan[seat] = guest;
	pthread_mutex_unlock(&key);
	return is_free;
}

unsigned office_sell(unsigned guest)
{
	for (unsigned seat = 1; seat <= house; seat++) {
		if (plan[seat] == 0 && plan_claim(seat, guest))
			return seat;
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	return plan[seat];
}
