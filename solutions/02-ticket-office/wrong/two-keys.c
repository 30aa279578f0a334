/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a key to look and a key to write, so that a clerk who looks does not hold up one who
 * writes.
 * Wrong: two locks for one plan; who has one of them knows nothing of who has the other.
 */
#include "lab.h"

#include <pthread.h>

static unsigned house;
static pthread_mutex_t look_key = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t write_key = PTHREAD_MUTEX_INITIALIZER;
static unsigned plan[HOUSE_MAX + 1];

static unsigned first_free(void)
{
	unsigned seat = 1;

	pthread_mutex_lock(&look_key);
	while (seat <= house && plan[seat] != 0)
		seat++;
	pthread_mutex_unlock(&look_key);
	return seat <= house ? seat : 0;
}

void office_open(unsigned seats)
{
	house = seats;
	for (unsigned seat = 1; seat <= house; seat++)
		plan[seat] = 0;
}

unsigned office_sell(unsigned guest)
{
	unsigned seat = first_free();

	if (seat != 0) {
		pthread_mutex_lock(&write_key);
		plan[seat] = guest;
		pthread_mutex_unlock(&write_key);
	}
	return seat;
}

unsigned office_guest(unsigned seat)
{
	return plan[seat];
}
