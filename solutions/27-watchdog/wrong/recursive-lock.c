/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/* A recursive lock lets its owner in again, not everybody: the owner is gone. */
#include "lab.h"

#include <pthread.h>

static struct {
	pthread_mutex_t lock; /* the machine is in use */
	int water;
	int cups;
	pthread_t brewer;
} machine;

void machine_open(void)
{
	pthread_mutexattr_t recursive;

	pthread_mutexattr_init(&recursive);
	pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&machine.lock, &recursive);
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
}

void machine_look(int *water, int *cups)
{
	pthread_mutex_lock(&machine.lock);
	*water = machine.water;
	*cups = machine.cups;
	pthread_mutex_unlock(&machine.lock);
}
