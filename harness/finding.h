/* SPDX-License-Identifier: MIT */
/*
 * A finding as the judge sees it: one thing wrong, with its places in the source.
 *
 * Checkers make findings, verdict.c weighs them, the reports print them.  How a runner hands them
 * over is wire.h; how pcs become lines is symbols.h.
 *
 * Threads: a list belongs to one thread at a time.
 */
#ifndef RACELAB_FINDING_H
#define RACELAB_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kinds.h"

struct witness;

/* One frame of a stack, or a place itself.  Strings are owned; file and function may be NULL. */
struct spot {
	char *file; /* as the student knows it: "lab.c", "scenario.c", or the path given */
	unsigned line, column; /* from 1; 0: unknown */
	char *function;
};

struct place {
	struct spot spot;
	struct spot *callers; /* nearest first */
	size_t ncallers;
	char *thread; /* "T1" */
	char *role;   /* "reads", "writes", "waits for", "holds", ... */
	char *object; /* name of the variable or lock; NULL: unknown */
};

struct finding {
	enum finding_kind kind;
	char *message; /* one line, owned */
	struct place *places;
	size_t nplaces;
	struct witness *witness; /* explore: how it comes about, owned; NULL: not known */
	uint64_t scenarios; /* mask: bit N for the lab's scenario N that showed it; 0: not known */
	uint64_t run, times; /* stress: first run that showed it, how many did; 0: not counted */
	/* written by verdict.c: */
	bool expected;      /* declared of the starter */
	bool known_false;   /* declared a false alarm and confirmed by nobody */
	const char *reason; /* why it is a false alarm; the descriptor's, not owned */
};

struct findings {
	struct finding *items;
	size_t count;
};

/* Appends an empty finding and returns it; valid until the next call.  Never NULL. */
struct finding *findings_add(struct findings *list, enum finding_kind kind);

/* The bit of that scenario; a scenario beyond what a mask holds is one that is not known. */
uint64_t finding_scenario(unsigned index);

/* Appends an empty place and returns it; valid until the next call.  Never NULL. */
struct place *finding_add_place(struct finding *finding);

/* Appends an empty caller and returns it; valid until the next call.  Never NULL. */
struct spot *place_add_caller(struct place *place);

/*
 * Equal for a person: the same kind, and the same set of (file, line) over the two places that
 * matter most.  Checkers differ in columns, order and threads' names; those do not count.
 */
bool finding_same(const struct finding *a, const struct finding *b);

void findings_release(struct findings *list);

#endif
