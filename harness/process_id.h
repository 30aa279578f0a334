/* SPDX-License-Identifier: MIT */
/*
 * Which process is meant by a number that was written down: the same number may be another's by
 * now, after a restart, or in another container.
 *
 * Threads: process_machine() for the main thread, the rest any.
 */
#ifndef RACELAB_PROCESS_ID_H
#define RACELAB_PROCESS_ID_H

#include <sys/types.h>

/* This machine since it was started, and the space of process numbers that we live in; static. */
const char *process_machine(void);

/* When the process was started, in ticks since the machine was (proc(5)); -1: there is none. */
long long process_started(pid_t pid);

#endif
