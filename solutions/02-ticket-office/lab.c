/* SPDX-License-Identifier: MIT */
/* Reference for 02-ticket-office: looking and writing are one call under the key. */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

/* set when the office opens, then only read */
static unsigned house;

/* guards plan */
static pthread_mutex_t key = PTHREAD_MUTEX_INITIALIZER;
static unsigned plan[HOUSE_MAX + 1]; /* the guest on each seat; 0 is a free seat */

static unsigned plan_look(unsigned seat)
{
	unsigned guest;

	pthread_mutex_lock(&key);
	guest = plan[seat];
	pthread_mutex_unlock(&key);
	return guest;
}

static void plan_write(unsigned seat, unsigned guest)
{
	pthread_mutex_lock(&key);
	plan[seat] = guest;
	pthread_mutex_unlock(&key);
}

/*
 * Writes a guest on a seat if it is free, and says whether it was.  The key is kept from the look
 * to the writing, so what was seen is still true when the name is written.
 */
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

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan_write(seat, 0);
}

/*
 * Giving the key back between two claims does no harm: a sold seat stays sold, so no free seat can
 * appear behind us, and 0 is returned only when all are sold.
 */
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
	return plan_look(seat);
}
