/* SPDX-License-Identifier: MIT */
/*
 * A process for each run: for scenarios that fork, are killed, or end their process, and for
 * submissions that change what a process keeps (keys, handlers).  A few thousand times slower than
 * the pool.
 *
 * Threads: the runner's only thread.
 */
#ifndef RACELAB_PROCESS_H
#define RACELAB_PROCESS_H

#include <stdbool.h>

/* One run of rt.scenario in a process of its own; all that it forked is gone afterwards. */
void process_run(void);

/* Have as many runs stood still as the job allows? */
bool process_enough(void);

#endif
