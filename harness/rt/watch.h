/* SPDX-License-Identifier: MIT */
/*
 * Finds out, at once and for certain, that a run stands still: no thread of it can ever run again.
 *
 * The argument.  Every slot says "waiting, without a limit" or "ended".  For each waiting thread the
 * kernel is asked twice whether it sleeps and how often it has been switched.  If nothing changed
 * between the first question to the last thread and the second question to the first, then there
 * was a moment at which all of them slept; a thread that another had woken would have been runnable
 * from the call that woke it.  So at that moment nobody was left to wake anybody.  No time-out is
 * involved: a slow machine only finds it later.
 *
 * Not exact for what comes from outside the run (a signal, a file): slots do not say "waiting" for
 * those.
 *
 * Threads: the watcher's own, one in a runner.
 */
#ifndef RACELAB_WATCH_H
#define RACELAB_WATCH_H

#include <stdbool.h>

#define WATCH_PERIOD_USEC 5000

/* Looks once; true: the run stands still for ever. */
bool watch_stands_still(void);

/* Starts the watcher thread of a runner whose program has threads of this very process. */
void watch_start(void);

#endif
