/* SPDX-License-Identifier: MIT */
/*
 * The shortest schedule for each finding: fewest switches, then fewest events.
 *
 * The search that met a finding went its own ways.  So all schedules with no preemption are tried,
 * then all with one, and so on (iterative context bounding: Musuvathi and Qadeer, PLDI 2007): the
 * first bound that shows the finding has the simplest schedule.  Where that takes too long, the one
 * that was met is shortened by leaving out turns (delta debugging: Zeller and Hildebrandt, TSE 2002).
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_WITNESS_H
#define RACELAB_WITNESS_H

/* Before the search; and after each of its executions: keeps the schedule of what is new. */
void witness_begin(void);
void witness_note(void);

/* After it: the shortest schedules, and what happens in them step by step, into the wire. */
void witness_all(void);

/* The execution that the job's schedule says, step by step, into the wire. */
void witness_replay(void);

#endif
