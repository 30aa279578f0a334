/* SPDX-License-Identifier: MIT */
/*
 * What every run has in common, whoever gives it its threads (pool.h, fresh.h, process.h): memory as
 * at first, setup, ..., check, count.
 *
 * Threads: the one that is the program's main thread.
 */
#ifndef RACELAB_SCENE_H
#define RACELAB_SCENE_H

#include "slot.h"

/* Number of bodies of the scenario. */
unsigned scene_threads(void);

/* Memory as at first, the calling thread becomes main, setup.  Returns main's slot. */
struct slot *scene_begin(void);

/* All bodies have ended: the check. */
void scene_check(void);

/* All is over: the run is counted. */
void scene_end(void);

#endif
