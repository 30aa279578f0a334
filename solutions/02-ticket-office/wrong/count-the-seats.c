/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a counter of seats left, so that no more tickets are sold than there are seats.
 * Wrong: the number of tickets is right now, but two of them can still be for the same seat.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static unsigned house;

static pthread_mutex_t key = PTHREAD_MUTEX_INITIALIZER;
/* guarded by key: */
static unsigned left;
static unsigned plan[HOUSE_MAX + 1];

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

static bool count_one_off(void)
{
	bool is_left;

	pthread_mutex_lock(&key);
	is_left = left > 0;
	if (is_left)
		left--;
	pthread_mutex_unlock(&key);
	return is_left;
}

void office_open(unsigned seats)
{
	house = seats;
	left = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan_write(seat, 0);
}

unsigned office_sell(unsigned guest)
{
	unsigned seat = 1;

	if (!count_one_off())
		return 0;
	while (seat < house && plan_look(seat) != 0)
		seat++;
	plan_write(seat, guest);
	return seat;
}

unsigned office_guest(unsigned seat)
{
	return plan_look(seat);
}
