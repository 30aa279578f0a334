/* SPDX-License-Identifier: MIT */
/*
 * What sleeps have to know of timers.
 *
 * Threads: the thread that runs.
 */
#ifndef RACELAB_TIMERS_H
#define RACELAB_TIMERS_H

#include "processes.h"

/* None is set. */
void timers_begin_process(const struct process *process);

/* Will the process's timer expire before that virtual time comes? */
bool timers_expire_before(int64_t time);

/* The running thread sleeps until it has.  False: a handler has interrupted it, at that time. */
bool timers_await(int64_t *time, uintptr_t pc);

#endif
