/* SPDX-License-Identifier: MIT */
/* What modelled calls keep outside the program's memory, and forget before each execution. */
#ifndef RACELAB_CALLS_STATE_H
#define RACELAB_CALLS_STATE_H

#include <stdint.h>

void exit_run_handlers(void);
void random_restart(void);
void input_restart(void);

/* The one position in the one file that whoever reads moves on: an event. */
void input_take(uintptr_t pc);

#endif
