/* SPDX-License-Identifier: MIT */
/*
 * For tests: results written by hand, as checkers would make them.
 */
#ifndef RACELAB_MADE_RESULTS_H
#define RACELAB_MADE_RESULTS_H

#include "../harness/checkers/checker.h"

/* One more finding of the result, without a place. */
struct finding *made_finding(struct result *result, enum finding_kind kind, const char *message);

/* One more place of it; object may be NULL, line 0 unknown. */
struct place *made_place(struct finding *finding, const char *file, unsigned line, unsigned column,
			 const char *object);

/* A data race on two lines of lab.c. */
struct finding *made_race(struct result *result, unsigned first, unsigned second,
			  const char *object);

void made_release(struct result *results, unsigned count);

#endif
