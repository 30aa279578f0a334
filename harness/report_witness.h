/* SPDX-License-Identifier: MIT */
/*
 * A witness as a table: a column a thread, a row for each line of source that is run, with what is
 * read and written, which locks are held, and the row where it goes wrong marked.
 *
 * Threads: as paper.h.
 */
#ifndef RACELAB_REPORT_WITNESS_H
#define RACELAB_REPORT_WITNESS_H

#include "paper.h"
#include "subject.h"
#include "witness.h"

void report_witness(struct paper *paper, const struct subject *subject,
		    const struct witness *witness);

#endif
