/* SPDX-License-Identifier: MIT */
/*
 * Style: a key for each seat, kept from the look to the writing, so that clerks meet only at a
 * seat that both want.  No clerk ever holds two keys.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static unsigned house; /* set when the office opens, then only read */

static struct seat {
	pthread_mutex_t key;
	unsigned guest; /* guarded by key; 0 is a free seat */
} plan[HOUSE_MAX + 1] = {
	[0 ... HOUSE_MAX] = {PTHREAD_MUTEX_INITIALIZER, 0},
};

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++) {
		pthread_mutex_lock(&plan[seat].key);
		plan[seat].guest = 0;
		pthread_mutex_unlock(&plan[seat].key);
	}
}

static bool seat_claim(struct seat *seat, unsigned guest)
{
	bool is_free;

	pthread_mutex_lock(&seat->key);
	is_free = seat->guest == 0;
	if (is_free)
		seat->guest = guest;
	pthread_mutex_unlock(&seat->key);
	return is_free;
}

unsigned office_sell(unsigned guest)
{
	for (unsigned seat = 1; seat <= house; seat++) {
		if (seat_claim(&plan[seat], guest))
			return seat;
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	unsigned guest;

	pthread_mutex_lock(&plan[seat].key);
	guest = plan[seat].guest;
	pthread_mutex_unlock(&plan[seat].key);
	return guest;
}
