/* SPDX-License-Identifier: MIT */
/*
 * A process and all that it started, as /proc has them at one moment.
 *
 * Threads: any.
 */
#ifndef RACELAB_PROCESS_TREE_H
#define RACELAB_PROCESS_TREE_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * Do all threads sleep of each process that has started no other?  *spent: seconds of processor time
 * that all of them have used, with those of children that were waited for.
 */
bool process_tree_sleeps(pid_t first, double *spent);

#endif
