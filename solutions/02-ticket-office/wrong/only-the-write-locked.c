/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the selling is locked, and looking alone changes nothing, so it needs no key.
 * Wrong: the look comes before the lock, so it is as old as ever, and it reads what others write.
 */
#include "lab.h"

#include <pthread.h>

static unsigned house;
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
	for (unsigned seat = 1; seat <= house; seat++) {
		if (plan[seat] == 0) {
			pthread_mutex_lock(&key);
			plan[seat] = guest;
			pthread_mutex_unlock(&key);
			return seat;
		}
	}
	return 0;
}

unsigned office_guest(unsigned seat)
{
	return plan[seat];
}
