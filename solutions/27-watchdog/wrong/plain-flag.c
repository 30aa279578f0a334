/* expect: data-race by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/* Asked instead of cancelled, but by a plain variable that two threads touch without any order. */
#include "lab.h"

#include <pthread.h>

static struct {
	pthread_mutex_t lock; /* the machine is in use */
	int water;
	int cups;
	pthread_t brewer;
	bool stop;
} machine = {.lock = PTHREAD_MUTEX_INITIALIZER};

void machine_open(void)
{
	machine.water = WATER_AT_FIRST;
	machine.cups = 0;
}

static void *brew(void *nothing)
{
	bool boils = false;

	(void)nothing;
	pthread_mutex_lock(&machine.lock);
	while (!boils && !machine.stop)
		boils = device_heat();
	if (boils) {
		machine.water -= WATER_A_CUP;
		machine.cups++;
	}
	pthread_mutex_unlock(&machine.lock);
	return NULL;
}

void brew_start(void)
{
	machine.stop = false;
	pthread_create(&machine.brewer, NULL, brew, NULL);
}

void brew_wait(void)
{
	pthread_join(machine.brewer, NULL);
}

void brew_stop(void)
{
	machine.stop = true;
	pthread_join(machine.brewer, NULL);
}

void machine_look(int *water, int *cups)
{
	pthread_mutex_lock(&machine.lock);
	*water = machine.water;
	*cups = machine.cups;
	pthread_mutex_unlock(&machine.lock);
}
