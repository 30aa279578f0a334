/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * The lock is not held where the brewer can be cancelled, so it is never left behind.  But the water is
 * out of the tank and in no cup while it heats, for everybody to see.
 */
#include "lab.h"

#include <pthread.h>

static struct {
	pthread_mutex_t lock; /* the machine is in use */
	int water;
	int cups;
	pthread_t brewer;
} machine = {.lock = PTHREAD_MUTEX_INITIALIZER};

void machine_open(void)
{
	machine.water = WATER_AT_FIRST;
	machine.cups = 0;
}

static void *brew(void *nothing)
{
	(void)nothing;
	pthread_mutex_lock(&machine.lock);
	machine.water -= WATER_A_CUP;
	pthread_mutex_unlock(&machine.lock);
	while (!device_heat())
		;
	pthread_mutex_lock(&machine.lock);
	machine.cups++;
	pthread_mutex_unlock(&machine.lock);
	return NULL;
}

void brew_start(void)
{
	pthread_create(&machine.brewer, NULL, brew, NULL);
}

void brew_wait(void)
{
	pthread_join(machine.brewer, NULL);
}

void brew_stop(void)
{
	pthread_cancel(machine.brewer);
	pthread_join(machine.brewer, NULL);
}

void machine_look(int *water, int *cups)
{
	pthread_mutex_lock(&machine.lock);
	*water = machine.water;
	*cups = machine.cups;
	pthread_mutex_unlock(&machine.lock);
}
