/* SPDX-License-Identifier: MIT */
/*
 * Targeted noise: learns in the first runs which pairs of places touch the same thing from two
 * threads, one of them writing, and then sleeps at one place of a pair until the other is reached.
 *
 * The idea is active testing (Sen, "Race directed random testing of concurrent programs", PLDI
 * 2008).  A thread is held either before the place, which forces races and lock cycles, or after it
 * at the first point where it holds no lock, which breaks up what was to be one step (check, then
 * act).
 *
 * Threads: target_new_run() between runs; target_make() in any thread of the program.
 */
#ifndef RACELAB_TARGET_H
#define RACELAB_TARGET_H

#include "noise.h"

/* Maps the tables; before the first run. */
void target_init(void);

/* Takes in what the last run showed and chooses the pair of this one. */
void target_new_run(void);

void target_make(struct slot *self, enum point_kind kind, const void *object, uintptr_t pc);

#endif
