/* expect: lock-misuse by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/* The watchdog frees the lock that the brewer left behind.  It is not the watchdog's to free. */
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

/* The brewer's whole life: one cup. */
static void *brew(void *nothing)
{
	(void)nothing;
	pthread_mutex_lock(&machine.lock);
	machine.water -= WATER_A_CUP;
	while (!device_heat())
		;
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
	if (pthread_mutex_trylock(&machine.lock) != 0)
		machine.water = WATER_AT_FIRST - WATER_A_CUP * machine.cups;
	pthread_mutex_unlock(&machine.lock);
}

void machine_look(int *water, int *cups)
{
	pthread_mutex_lock(&machine.lock);
	*water = machine.water;
	*cups = machine.cups;
	pthread_mutex_unlock(&machine.lock);
}
