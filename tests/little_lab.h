/* SPDX-License-Identifier: MIT */
/*
 * Little labs that a test writes into a folder of its own and runs, each for one claim about the
 * runtime.
 *
 * Threads: the test's own.
 */
#ifndef RACELAB_TESTS_LITTLE_LAB_H
#define RACELAB_TESTS_LITTLE_LAB_H

#include "checkers/checker.h"

/* Makes the folder and points the kit at it; removes it again.  For cmocka's group. */
int little_labs_begin(void **state);
int little_labs_end(void **state);

/* The folder of labs. */
const char *little_labs_dir(void);

/* Writes a file below the folder of labs; folders on the way are made. */
void little_write(const char *path, const char *text);

/*
 * Writes the lab 01-little: `lab` is lab.c after the usual includes and before the description,
 * which says: setup and check if given by those names ("" for none), bodies as listed ("a, b"),
 * and what the lab defines as MORE (".programs = programs,").
 */
void little_lab(const char *lab, const char *setup, const char *bodies, const char *check,
		bool processes);

/* Runs the stress checker on it, so many runs of the one scenario, without noise. */
struct result little_stress(uint64_t runs);

/* The finding of that kind; the test fails without one. */
const struct finding *little_finding(const struct result *result, enum finding_kind kind);

#endif
