/* SPDX-License-Identifier: MIT */
/*
 * The ticket office of the Grand Theatre.  This is the file that you repair.
 *
 * There is one seating plan for all clerks.  It hangs in a glass case behind them, and the case
 * has one key.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

/* set when the office opens, then only read */
static unsigned house;

/* guards plan */
static pthread_mutex_t key = PTHREAD_MUTEX_INITIALIZER;
static unsigned plan[HOUSE_MAX + 1]; /* the guest on each seat; 0 is a free seat */

/* Looks at the plan: who has that seat? */
static unsigned plan_look(unsigned seat)
{
	unsigned guest;

	pthread_mutex_lock(&key);
	guest = plan[seat];
	pthread_mutex_unlock(&key);
	return guest;
}

/* Writes a guest's name on a seat. */
static void plan_write(unsigned seat, unsigned guest)
{
	pthread_mutex_lock(&key);
	plan[seat] = guest;
	pthread_mutex_unlock(&key);
}

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan_write(seat, 0);
}

unsigned office_sell(unsigned guest)
{
	for (unsigned seat = 1; seat <= house; seat++) {
		if (plan_look(seat) == 0) {
			plan_write(seat, guest);
			return seat;
		}
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	return plan_look(seat);
}
