/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: look once more just before writing, and the window is nearly shut.
 * Wrong: nearly; the second look is as old as the first one once the key is back on its hook.
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
		if (plan_look(seat) == 0 && plan_look(seat) == 0) {
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
