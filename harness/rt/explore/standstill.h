/* SPDX-License-Identifier: MIT */
/*
 * What to say when nothing can move: a deadlock (../deadlock.h says of which class), or threads that
 * spin for something that nobody will do; and what to do first: let time pass.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_STANDSTILL_H
#define RACELAB_STANDSTILL_H

#include "world.h"

/* A thread that goes on because its clock does; NULL: there is none. */
struct thread *standstill_time_passes(void);

/* No thread is ready: if one is left that should be, that is a finding. */
void standstill_report(void);

/* The program does something else than the last time, though all was the same: a finding. */
void standstill_differs(const struct op *op);

/* The execution has more steps than any that ends would. */
void standstill_endless(const struct op *op);

#endif
