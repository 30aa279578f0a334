/* SPDX-License-Identifier: MIT */
/*
 * Finds out that the program computes for ever between two schedule points, where no search can
 * step in: a loop that touches nothing that another thread could see.
 *
 * Measured in processor time, which a busy machine does not take away, and a slow one multiplies by
 * no more than it is slower.  Two rules, and each ends the runner with a `livelock`:
 *
 *     so many seconds without one schedule point: the loop has no end;
 *     so many seconds in all, and several times as many as everything else takes: it has one, and
 *     thousands of executions would not.  Both sides of that comparison are the same machine's.
 *
 * What sleeps in the kernel, and what switches this off, is the judge's to see (../../launch.h).
 *
 * Threads: the explorer's one kernel thread; it is interrupted a hundred times a second of its
 * work.
 */
#ifndef RACELAB_RT_PATIENCE_H
#define RACELAB_RT_PATIENCE_H

/* After fault_init(), whose stack it uses, with world.most_events set, and before anything of the
   program runs. */
void patience_begin(void);

#endif
