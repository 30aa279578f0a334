/* SPDX-License-Identifier: MIT */
/*
 * Cancelled all the same, but with a cleanup handler that does what the brewer would have done: the
 * water back into the tank, the machine free.  Right, since the only cancellation points lie between
 * push and pop.
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

/* The brewer was ended in the middle. */
static void give_up_cup(void *nothing)
{
	(void)nothing;
	machine.water += WATER_A_CUP;
	pthread_mutex_unlock(&machine.lock);
}

static void *brew(void *nothing)
{
	(void)nothing;
	pthread_mutex_lock(&machine.lock);
	machine.water -= WATER_A_CUP;
	pthread_cleanup_push(give_up_cup, NULL);
	while (!device_heat())
		;
	pthread_cleanup_pop(0);
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
