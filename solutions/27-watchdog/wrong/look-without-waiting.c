/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Who looks does not wait for ever: after a moment it looks anyway.  The lock that a dead thread holds
 * no longer hurts, and no longer helps: half-made cups are seen.
 */
#include "lab.h"

#include <pthread.h>
#include <time.h>

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
}

void machine_look(int *water, int *cups)
{
	struct timespec until;
	int taken;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 1;
	taken = pthread_mutex_timedlock(&machine.lock, &until);
	*water = machine.water;
	*cups = machine.cups;
	if (taken == 0)
		pthread_mutex_unlock(&machine.lock);
}
