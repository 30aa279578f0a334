/* SPDX-License-Identifier: MIT */
/*
 * What a check has to say, before it is put into words: the input of report_text.h and
 * report_json.h.
 *
 * Threads: read-only while it is written out.
 */
#ifndef RACELAB_REPORT_H
#define RACELAB_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "checkers/checker.h"
#include "subject.h"
#include "verdict.h"

/* Nothing here is owned. */
struct report {
	const struct subject *subject;
	const struct result *results;
	unsigned count;
	const struct result *reference; /* results of the reference solution; NULL: none is known */
	unsigned nreference;
	enum verdict verdict;
	uint64_t seed;
	double seconds;
	bool own;   /* the file is the student's own labs/LAB/lab.c */
	bool alone; /* one checker was asked for, not a whole check */
	const char *
		flags; /* options of this check that the next one needs too, " --cc clang"; or "" */
};

#endif
