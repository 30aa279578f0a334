/* SPDX-License-Identifier: MIT */
/* Reference for 27-watchdog: nobody is ended from outside; the brewer is asked to stop. */
#include "lab.h"

#include <pthread.h>

static struct {
	pthread_mutex_t lock; /* the machine is in use; guards water and cups */
	int water;
	int cups;
	/*
	 * A lock of its own for the wish to stop: the brewer holds the machine all the while, and the
	 * watchdog must not have to wait for that.  Taken inside lock, or alone.
	 */
	pthread_mutex_t stop_lock;
	bool stop; /* guarded by stop_lock */
	pthread_t brewer;
} machine = {.lock = PTHREAD_MUTEX_INITIALIZER, .stop_lock = PTHREAD_MUTEX_INITIALIZER};

void machine_open(void)
{
	machine.water = WATER_AT_FIRST;
	machine.cups = 0;
}

static void ask_to_stop(bool stop)
{
	pthread_mutex_lock(&machine.stop_lock);
	machine.stop = stop;
	pthread_mutex_unlock(&machine.stop_lock);
}

static bool asked_to_stop(void)
{
	bool stop;

	pthread_mutex_lock(&machine.stop_lock);
	stop = machine.stop;
	pthread_mutex_unlock(&machine.stop_lock);
	return stop;
}

static void *brew(void *nothing)
{
	bool boils = false;

	(void)nothing;
	pthread_mutex_lock(&machine.lock);
	machine.water -= WATER_A_CUP;
	/* Between two steps the brewer knows what it holds and what is half done: so it asks here. */
	while (!boils && !asked_to_stop())
		boils = device_heat();
	/* Nobody else can see it between these lines, so each way out leaves the machine in order. */
	if (boils)
		machine.cups++;
	else
		machine.water += WATER_A_CUP;
	pthread_mutex_unlock(&machine.lock);
	return NULL;
}

void brew_start(void)
{
	ask_to_stop(false);
	pthread_create(&machine.brewer, NULL, brew, NULL);
}

void brew_wait(void)
{
	pthread_join(machine.brewer, NULL);
}

void brew_stop(void)
{
	/* A thread that is cancelled may hold a lock; one that ends by itself has given it back. */
	ask_to_stop(true);
	pthread_join(machine.brewer, NULL);
}

void machine_look(int *water, int *cups)
{
	pthread_mutex_lock(&machine.lock);
	*water = machine.water;
	*cups = machine.cups;
	pthread_mutex_unlock(&machine.lock);
}
