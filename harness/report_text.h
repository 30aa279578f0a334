/* SPDX-License-Identifier: MIT */
/*
 * The report for a person at a terminal: what is wrong, where, who saw it, and what to type next.
 *
 * A finding begins `file:line:col: error: ...`, so that editors jump to it.  How one finding looks
 * is report_finding.c, how a series of native runs looks is report_measure.c.
 *
 * Threads: as paper.h.
 */
#ifndef RACELAB_REPORT_TEXT_H
#define RACELAB_REPORT_TEXT_H

#include "fold.h"
#include "paper.h"
#include "report.h"

/* The whole report; one screen for a typical lab. */
void report_text(struct paper *paper, const struct report *report);

/* How much of a finding is told. */
enum detail {
	DETAIL_LINE, /* one line */
	DETAIL_FULL, /* and its source line, its other places, who saw it */
	DETAIL_DEEP, /* and the callers of each place */
};

/* One entry: several lines that end with a newline. */
void report_finding(struct paper *paper, const struct subject *subject, const struct fold *fold,
		    enum detail detail);

/* A scenario under one noise: rate, interval, histogram. */
void report_measure(struct paper *paper, const struct measure *measure);

/* A scenario explored: how many executions, of how many. */
void report_exploring(struct paper *paper, const struct exploring *exploring);

#endif
