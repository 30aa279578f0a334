/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * The cleanup handler frees the lock, and everybody can go on: with a machine from which water is
 * gone that is in no cup.  A lock given back says that what it guards is in order.
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

static void unlock(void *lock)
{
	pthread_mutex_unlock(lock);
}

static void *brew(void *nothing)
{
	(void)nothing;
	pthread_mutex_lock(&machine.lock);
	pthread_cleanup_push(unlock, &machine.lock);
	machine.water -= WATER_A_CUP;
	while (!device_heat())
		;
	machine.cups++;
	pthread_cleanup_pop(1);
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
