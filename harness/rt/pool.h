/* SPDX-License-Identifier: MIT */
/*
 * Parked threads that are used again for each run, so that a run costs about a microsecond.
 *
 * The bodies of a run are released together: T1 is the runner's own thread, the others wait for one
 * word in memory, spinning when there is a processor for each and parked in the kernel when not.
 * A thread of the pool that the program ends (pthread_exit, pthread_cancel) is replaced.
 *
 * Threads: pool_run() in the runner's main thread; the rest in threads of the program.
 */
#ifndef RACELAB_POOL_H
#define RACELAB_POOL_H

#include <pthread.h>

#include "slot.h"

void pool_init(void);

/* One run of rt.scenario. */
void pool_run(void);

/* The program creates a thread, joins one, cancels one, ends its own: as pthread_create and so on. */
int pool_create(pthread_t *thread, void *(*start)(void *), void *argument, struct slot *slot);
int pool_join(pthread_t thread, void **result);
int pool_cancel(pthread_t thread);
_Noreturn void pool_exit(void *result);

#endif
