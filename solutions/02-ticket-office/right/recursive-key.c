/* SPDX-License-Identifier: MIT */
/*
 * Style: a recursive lock.  The seller takes the key around look and write, which take it again;
 * only the outermost unlock lets the next clerk in.
 */
#define _GNU_SOURCE /* for the initialiser of a recursive mutex */
#include "lab.h"

#include <pthread.h>

static unsigned house; /* set when the office opens, then only read */

/* guards plan */
static pthread_mutex_t key = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
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
	unsigned seat = 1;

	pthread_mutex_lock(&key);
	while (seat <= house && plan_look(seat) != 0)
		seat++;
	if (seat <= house)
		plan_write(seat, guest);
	pthread_mutex_unlock(&key);
	return seat <= house ? seat : 0;
}

unsigned office_guest(unsigned seat)
{
	return plan_look(seat);
}
