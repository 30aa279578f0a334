/* SPDX-License-Identifier: MIT */
/*
 * Runs with threads that are really created and joined: what libtsan and valgrind must see, and what
 * a process of its own for each run does.
 *
 * Threads: fresh_run() in the program's main thread; the rest in any thread of the program.
 */
#ifndef RACELAB_FRESH_H
#define RACELAB_FRESH_H

#include <pthread.h>

#include "slot.h"

void fresh_init(void);

/* One run of rt.scenario. */
void fresh_run(void);

int fresh_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
		 void *argument, struct slot *slot);

/* pthread_exit, with a note in the slot. */
_Noreturn void fresh_exit(void *result);

#endif
