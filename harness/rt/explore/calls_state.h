/* SPDX-License-Identifier: MIT */
/* What modelled calls keep outside the program's memory, and forget before each execution. */
#ifndef RACELAB_CALLS_STATE_H
#define RACELAB_CALLS_STATE_H

void exit_run_handlers(void);
void random_restart(void);
void input_restart(void);

#endif
