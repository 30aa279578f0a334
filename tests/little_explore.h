/* SPDX-License-Identifier: MIT */
/*
 * What explore says of a little lab (little_lab.h), and claims about that.
 *
 * Threads: the test's own.
 */
#ifndef RACELAB_TESTS_LITTLE_EXPLORE_H
#define RACELAB_TESTS_LITTLE_EXPLORE_H

#include "checkers/checker.h"

/* Of the lab that was written last, all scenarios, seed 1.  The caller releases the result. */
struct result little_explore_with(struct settings settings);
struct result little_explore(void);

/* What was found, for whoever reads why a test failed. */
void little_print(const struct result *result);

/* Writes the lab; explore proves it. */
void assert_proved_lab(const char *lab, const char *setup, const char *bodies, const char *check);
void assert_proved(const char *lab, const char *bodies);

/* Writes the lab; the message of the finding of that kind holds these words; "": any will do. */
void assert_finds(const char *lab, const char *bodies, enum finding_kind kind, const char *words);

#endif
