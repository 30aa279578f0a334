/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: write first, then look whether one's own name is still there; if not, try the next seat.
 * Wrong: the other clerk, who saw the seat free long ago, may write after we have looked.
 */
#include "lab.h"

#include <pthread.h>

static unsigned house;

/* guards plan */
static pthread_mutex_t key = PTHREAD_MUTEX_INITIALIZER;
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

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan_write(seat, 0);
}

unsigned office_sell(unsigned guest)
{
	for (unsigned seat = 1; seat <= house; seat++) {
		if (plan_look(seat) != 0)
			continue;
		plan_write(seat, guest);
		if (plan_look(seat) == guest)
			return seat;
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	return plan_look(seat);
}
