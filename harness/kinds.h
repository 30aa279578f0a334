/* SPDX-License-Identifier: MIT */
/*
 * The closed list of what can be found wrong with a program.
 *
 * The same names stand in every output, in a scenario's declarations and in the first line of a
 * wrong repair.  This is not the finding itself: that is wire.h on the program's side of the
 * fence and finding.h on the judge's.
 */
#ifndef RACELAB_KINDS_H
#define RACELAB_KINDS_H

#include <stdbool.h>

enum finding_kind {
	FINDING_ASSERTION,
	FINDING_DEADLOCK,
	FINDING_LIVELOCK,
	FINDING_DATA_RACE,
	FINDING_LOCK_ORDER,
	FINDING_LOCK_MISUSE,
	FINDING_USE_AFTER_FREE,
	FINDING_DOUBLE_FREE,
	FINDING_INVALID_ACCESS,
	FINDING_LEAK,
	FINDING_CRASH,
	FINDING_THREAD_LEAK,
	FINDING_SIGNAL_UNSAFE,
	FINDING_FORK_UNSAFE,
	FINDING_WRONG_EXIT,
	FINDING_SERIALISED,
	FINDING_DROPPED_WORK,
	FINDING_BUSY_WAIT,
	FINDING_UNSUPPORTED,
	FINDING_NONDETERMINISM,
	FINDING_KINDS
};

/* The name used in all output, "data-race"; never NULL, "?" for a number outside the list. */
const char *finding_kind_name(unsigned kind);

/* The kind of that name.  False, and *kind untouched, if there is none. */
bool finding_kind_parse(const char *name, enum finding_kind *kind);

#endif
