/* SPDX-License-Identifier: MIT */
/*
 * One execution after the other: the memory is put back, the scenario runs under the search, and what
 * came of it is counted.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_EXECUTION_H
#define RACELAB_EXECUTION_H

#include <stdbool.h>

/* All executions that the job asks for. */
void execution_explore(void);

/* For a search that deals out its executions itself: has the job had enough?  And one more. */
bool execution_enough(void);
void execution_count_one(void);

/* A single one, under the search that `search` says; its begin() has said yes. */
void execution_run(void);

#endif
