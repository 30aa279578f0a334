/* SPDX-License-Identifier: MIT */
/*
 * Takes down what happens in an execution, row by row, for people to read.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_STEPS_H
#define RACELAB_STEPS_H

#include "../../wire.h"

/* From now on every event becomes a row there; NULL: no more. */
void steps_record(struct wire_witness *witness);

/* The newest event has been committed. */
void steps_add(void);

/* After so many events nothing could save it any more: marks the row of the last of them. */
void steps_mark(struct wire_witness *witness, unsigned events);

/*
 * A finding whose first place was passed before anyone knew that it would matter has no callers there:
 * the same step in its witness has.
 */
void steps_lend_callers(const struct wire_witness *witness, struct wire_finding *finding);

extern struct wire_witness *steps_witness; /* NULL: nothing is taken down */

#endif
