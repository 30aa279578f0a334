/* SPDX-License-Identifier: MIT */
/*
 * Crashes of the program: SIGSEGV and its kin become `crash` findings with their place.
 *
 * Threads: fault_init() first; each thread of the program calls fault_own_stack() for itself, since
 * a thread that has run out of stack has none left to report it on.
 */
#ifndef RACELAB_FAULT_H
#define RACELAB_FAULT_H

#include <stdint.h>

void fault_init(void);
void fault_own_stack(void);
void fault_leave_stack(void);

/*
 * The program is about to use memory that is the runtime's: the same crash as where there is none.
 * Never returns.
 */
_Noreturn void fault_stray(uintptr_t pc);

/* Of the third argument of a handler: the instruction that was interrupted. */
uintptr_t fault_pc(const void *context);

/* Where the program last called the runtime, for a fault that the runtime runs into on its behalf; 0:
   not kept. */
extern uintptr_t fault_hint;

#endif
