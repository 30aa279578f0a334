/* SPDX-License-Identifier: MIT */
/*
 * The program's pthread_atfork handlers (calls_process.c), which last for one run.
 *
 * Threads: between runs.
 */
#ifndef RACELAB_ATFORK_H
#define RACELAB_ATFORK_H

void atfork_forget(void);

#endif
