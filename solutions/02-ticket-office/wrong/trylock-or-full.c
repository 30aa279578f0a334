/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the key is kept from look to write, and no clerk ever has to wait for it.
 * Wrong: a guest is told that the house is full because another clerk had the key.
 */
#include "lab.h"

#include <pthread.h>

static unsigned house;

/* guards plan */
static pthread_mutex_t key = PTHREAD_MUTEX_INITIALIZER;
static unsigned plan[HOUSE_MAX + 1];

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan[seat] = 0;
}

unsigned office_sell(unsigned guest)
{
	unsigned seat = 1;

	if (pthread_mutex_trylock(&key) != 0)
		return 0;
	while (seat <= house && plan[seat] != 0)
		seat++;
	if (seat <= house)
		plan[seat] = guest;
	pthread_mutex_unlock(&key);
	return seat <= house ? seat : 0;
}

unsigned office_guest(unsigned seat)
{
	return plan[seat];
}
