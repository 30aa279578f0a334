/* SPDX-License-Identifier: MIT */
/*
 * A witness: the shortest schedule that shows a finding, with what happens in it step by step.
 *
 * It comes from the explorer through the wire; its token is token.h's, how it looks report_witness.c's.
 *
 * Threads: belongs to its finding.
 */
#ifndef RACELAB_WITNESS_H
#define RACELAB_WITNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "finding.h"
#include "wire.h"

struct symbols;

struct step {
	struct spot spot;
	char *thread;
	char *what;   /* "reads", "locks" */
	char *object; /* NULL: unknown */
	bool has_value;
	uint64_t value; /* read, or written */
	unsigned size;	/* bytes of it */
	bool failing;	/* here it went wrong */
};

struct witness {
	char *token; /* NULL: the schedule is too long for one */
	unsigned scenario, switches, events;
	struct wire_schedule schedule;
	struct step *steps;
	size_t nsteps;
	bool cut; /* there were more steps than are kept */
};

/* From the wire, with lines and names.  Owned by the caller; its token is still NULL. */
struct witness *witness_read(const struct wire_witness *from, struct symbols *symbols);

void witness_free(struct witness *witness);

#endif
