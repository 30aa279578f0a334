/* SPDX-License-Identifier: MIT */
/* Style: one critical section around the whole sale, so what was seen stays true until the end. */
#include "lab.h"

#include <pthread.h>

static unsigned house; /* set when the office opens, then only read */

/* guards plan */
static pthread_mutex_t key = PTHREAD_MUTEX_INITIALIZER;
static unsigned plan[HOUSE_MAX + 1];

void office_open(unsigned seats)
{
	pthread_mutex_lock(&key);
	house = seats;
	for (unsigned seat = 1; seat <= seats; seat++)
		plan[seat] = 0;
	pthread_mutex_unlock(&key);
}

unsigned office_sell(unsigned guest)
{
	unsigned seat = 1;

	pthread_mutex_lock(&key);
	while (seat <= house && plan[seat] != 0)
		seat++;
	if (seat <= house)
		plan[seat] = guest;
	else
		seat = 0;
	pthread_mutex_unlock(&key);
	return seat;
}

unsigned office_guest(unsigned seat)
{
	unsigned guest;

	pthread_mutex_lock(&key);
	guest = plan[seat];
	pthread_mutex_unlock(&key);
	return guest;
}
