/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "He who shuts the shop should print: then he knows when it is done."  Nothing is at the press
 * when he leaves.  But nothing was at it all day long, either: the work of the day is done after
 * it.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lock: */
static int tray[SHOP_JOBS];
static unsigned handed_in;

void shop_open(void)
{
}

void shop_hand_in(int job)
{
	pthread_mutex_lock(&lock);
	tray[handed_in++] = job;
	pthread_mutex_unlock(&lock);
}

void shop_close(void)
{
	pthread_mutex_lock(&lock);
	for (unsigned i = 0; i < handed_in; i++)
		press(tray[i]);
	pthread_mutex_unlock(&lock);
}

void shop_go_home(void)
{
}
