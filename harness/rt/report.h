/* SPDX-License-Identifier: MIT */
/*
 * Writes findings, outcomes and progress into the wire, for the judge to read.
 *
 * Threads: any, also a signal handler and forked processes; findings are serialised by a lock in
 * shared memory that gives up after a while, so that a process killed inside cannot stop the rest.
 */
#ifndef RACELAB_REPORT_H
#define RACELAB_REPORT_H

#include "slot.h"

/* Before the program's first thread. */
void report_init(void);

/*
 * At the end: is all there that was filed?  If not, the program has written over it: that becomes a
 * finding, and what can be found again of the others is.
 */
bool report_is_whole(void);

/*
 * Begins a finding of this run; the place list is empty.  An equal one (same kind, same first pc)
 * is only counted: then NULL, and nothing is to be added or ended.  Ended by report_end().
 */
struct wire_finding *report_begin(enum finding_kind kind, uintptr_t first_pc, const char *format,
				  ...) __attribute__((format(printf, 3, 4)));
void report_end(struct wire_finding *finding);

/* The same of a finding that two places make, in whichever order. */
struct wire_finding *report_begin_pair(enum finding_kind kind, uintptr_t one, uintptr_t other,
				       const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Adds a place of that thread; NULL when there are WIRE_PLACES already. */
struct wire_place *report_place(struct wire_finding *finding, const char *thread, const char *role,
				uintptr_t pc);

/* The callers of the slot's thread, as its shadow stack has them now. */
void report_callers(struct wire_place *place, const struct slot *slot);

/* Where that address lies. */
struct wire_object report_object(const void *address);

/* One finding of one place: the calling thread, here. */
void report_here(enum finding_kind kind, uintptr_t pc, const void *object, const char *message);

/* This run cannot go on: it counts as failed, and its process ends.  Never returns. */
_Noreturn void report_stuck(void);

/* Where that instruction lies in the submission; 0: nowhere in it. */
uint64_t report_offset(uintptr_t pc);

/* Set: what is not among the findings yet is left out; what is, still counts its runs. */
extern bool report_only_known;

/* Counts the run that has just ended. */
void report_run(void);

#endif
