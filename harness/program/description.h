/* SPDX-License-Identifier: MIT */
/*
 * What a whole program is described by, in place of a lab's own scenario.c: one scenario, which is
 * the program from main() to its end.
 *
 * Read in two places: by scenario.c beside it, which is linked to the program, and by the judge,
 * which never calls what stands in .body.  Define run() before it is included.
 *
 * Threads: read-only.
 */
#ifndef RACELAB_PROGRAM_DESCRIPTION_H
#define RACELAB_PROGRAM_DESCRIPTION_H

#include "../scenario.h"

/* What a program leaves behind, and how it ends, is its own affair: so a process for each run. */
static const struct scenario scenarios[] = {
	{.name = "the program",
	 .what = "The program runs from main() to its end.",
	 .body = {run},
	 .stress_runs = 1000,
	 .tool_runs = 1,
	 .processes = true},
	{0},
};

#define PROVED_ATOMICS                                                                             \
	"Valgrind does not know C11 atomics; explore does, ran every interleaving, and met no race."
#define PROVED_ORDER                                                                               \
	"The order differs, but something makes that harmless: explore ran every interleaving, and "   \
	"none stands still."

#define UNMODELLED                                                                                 \
	"Not the program's fault: explore does not model this call, and says nothing of what comes "   \
	"after it."

static const struct declaration declared[] = {
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = PROVED_ATOMICS,
	 .uses = "__tsan_atomic",
	 .if_proved = true},
	{.by = "drd",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = PROVED_ATOMICS,
	 .uses = "__tsan_atomic",
	 .if_proved = true},
	{.by = "explore", .kind = FINDING_UNSUPPORTED, .false_alarm = UNMODELLED},
	{.by = "helgrind", .kind = FINDING_LOCK_ORDER, .false_alarm = PROVED_ORDER, .if_proved = true},
	{.by = "tsan", .kind = FINDING_LOCK_ORDER, .false_alarm = PROVED_ORDER, .if_proved = true},
	{0},
};

#define PROGRAM_LAB                                                                                \
	{                                                                                          \
		.title = "a program", .family = "Programs", .difficulty = 1, .program = true,      \
		.scenarios = scenarios, .declared = declared                                       \
	}

#endif
